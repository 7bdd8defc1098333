import { Component } from '@angular/core';
import type { Routes } from '@angular/router';
import { authGuard, roleGuard } from 'ngx-jwt-auth';

@Component({ selector: 'app-home-page', template: `<h1>Home</h1>` })
class HomePage {}

@Component({ selector: 'app-login-page', template: `<h1>Login</h1>` })
class LoginPage {}

@Component({ selector: 'app-account-page', template: `<h1>Account</h1>` })
class AccountPage {}

@Component({ selector: 'app-admin-page', template: `<h1>Admin</h1>` })
class AdminPage {}

@Component({ selector: 'app-forbidden-page', template: `<h1>Forbidden</h1>` })
class ForbiddenPage {}

export const routes: Routes = [
  { path: '', pathMatch: 'full', component: HomePage },
  { path: 'login', component: LoginPage },
  { path: 'account', canActivate: [authGuard], component: AccountPage },
  { path: 'admin', canActivate: [roleGuard('admin')], component: AdminPage },
  { path: 'forbidden', component: ForbiddenPage },
];

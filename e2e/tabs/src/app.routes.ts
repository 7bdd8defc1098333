import { Component } from '@angular/core';
import type { Routes } from '@angular/router';
import { authGuard } from 'ngx-jwt-auth';

@Component({ selector: 'app-home-page', template: `<h1>Home</h1>` })
class HomePage {}

@Component({ selector: 'app-login-page', template: `<h1>Login</h1>` })
class LoginPage {}

@Component({ selector: 'app-guarded-page', template: `<h1>Guarded</h1>` })
class GuardedPage {}

export const routes: Routes = [
  { path: '', pathMatch: 'full', component: HomePage },
  { path: 'login', component: LoginPage },
  { path: 'guarded', canActivate: [authGuard], component: GuardedPage },
];

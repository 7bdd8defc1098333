import { Component, inject } from '@angular/core';
import { Router, type CanActivateFn, type Routes } from '@angular/router';
import { JwtHelperService } from '@auth0/angular-jwt';

const isSignedIn: CanActivateFn = () =>
  !inject(JwtHelperService).isTokenExpired() || inject(Router).parseUrl('/login');

@Component({ selector: 'app-page', template: '' })
class Page {}

export const routes: Routes = [
  { path: 'login', component: Page },
  { path: 'account', component: Page, canActivate: [isSignedIn] },
];

import {
  provideHttpClient,
  withInterceptors,
  withRequestsMadeViaParent,
} from '@angular/common/http';
import type { Routes } from '@angular/router';
import { authGuard, guestGuard, jwtAuthInterceptor, roleGuard } from 'ngx-jwt-auth';
import { API_ORIGIN } from './api-origin';
import { AboutPage } from './pages/about-page';
import { AccountPage } from './pages/account-page';
import { AdminPage } from './pages/admin-page';
import { GreetingsPage } from './pages/greetings-page';
import { HomePage } from './pages/home-page';
import { LoginPage } from './pages/login-page';
import { NotFoundPage } from './pages/not-found-page';
import { TeamPage } from './pages/team-page';
import { TeaserPage } from './pages/teaser-page';

// A page of each kind is rendered for every request, and one is prerendered by the build.
export const routes: Routes = [
  { path: '', pathMatch: 'full', component: HomePage },
  { path: 'about', component: AboutPage },
  { path: 'internal', component: GreetingsPage },
  { path: 'teaser', component: TeaserPage },
  {
    path: 'own-client',
    providers: [
      { provide: API_ORIGIN, useValue: '' },
      // As docs/ssr.md advises: the interceptor is listed in both places.
      provideHttpClient(withRequestsMadeViaParent(), withInterceptors([jwtAuthInterceptor])),
    ],
    component: GreetingsPage,
  },
  { path: 'login', canActivate: [guestGuard], component: LoginPage },

  { path: 'account', canActivate: [authGuard], component: AccountPage },
  { path: 'saved', pathMatch: 'full', canActivate: [authGuard], component: AccountPage },

  {
    path: 'team',
    canActivateChild: [authGuard],
    children: [{ path: 'members', component: TeamPage }],
  },
  {
    path: 'saved',
    canActivateChild: [authGuard],
    children: [{ path: 'all', component: TeamPage }],
  },

  { path: 'admin', canMatch: [roleGuard('admin')], component: AdminPage },
  { path: 'vault', canMatch: [roleGuard('admin')], component: AdminPage },

  { path: '**', component: NotFoundPage },
];

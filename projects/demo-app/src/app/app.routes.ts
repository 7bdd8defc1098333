import type { Routes } from '@angular/router';
import { authGuard, guestGuard, roleGuard } from 'ngx-jwt-auth';

export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'movies' },
  {
    path: 'login',
    title: 'Sign in · Movie Tracker',
    canActivate: [guestGuard],
    loadComponent: () => import('./login/login-page').then((file) => file.LoginPage),
  },
  {
    path: 'movies',
    title: 'Movies · Movie Tracker',
    canActivate: [authGuard],
    loadComponent: () => import('./movies/movie-list-page').then((file) => file.MovieListPage),
  },
  {
    // canMatch: for those who may not edit, these pages do not exist, and are not downloaded.
    path: 'movies',
    canMatch: [roleGuard('editor')],
    loadChildren: () => import('./movies/movie-form.routes').then((file) => file.movieFormRoutes),
  },
  {
    path: 'admin',
    title: 'Users · Movie Tracker',
    canActivate: [roleGuard('admin')],
    loadComponent: () => import('./admin/users-page').then((file) => file.UsersPage),
  },
  {
    path: 'account',
    title: 'Account · Movie Tracker',
    canActivate: [authGuard],
    loadComponent: () => import('./account/account-page').then((file) => file.AccountPage),
  },
  {
    // No guard: who is signed out by an experiment shall see what happened.
    path: 'chaos',
    title: 'Chaos · Movie Tracker',
    loadComponent: () => import('./chaos/chaos-page').then((file) => file.ChaosPage),
  },
  {
    path: 'chaos/tab',
    title: 'A tab · Movie Tracker',
    loadComponent: () => import('./chaos/tabs/tab-page').then((file) => file.TabPage),
  },
  {
    path: 'forbidden',
    title: 'No access · Movie Tracker',
    loadComponent: () => import('./shell/forbidden-page').then((file) => file.ForbiddenPage),
  },
  {
    path: '**',
    title: 'Page not found · Movie Tracker',
    loadComponent: () => import('./shell/not-found-page').then((file) => file.NotFoundPage),
  },
];

import type { Routes } from '@angular/router';

const loadComponent = () => import('./movie-form-page').then((file) => file.MovieFormPage);

export const movieFormRoutes: Routes = [
  { path: 'new', title: 'Add a movie · Movie Tracker', loadComponent },
  { path: ':id/edit', title: 'Edit movie · Movie Tracker', loadComponent },
];

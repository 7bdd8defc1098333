import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { provideBrowserGlobalErrorListeners, type ApplicationConfig } from '@angular/core';
import { provideRouter, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import {
  jwtAuthInterceptor,
  localStorageTokenStore,
  provideJwtAuth,
  withTokenRefresh,
  withTokenRevocation,
  withTokenStore,
} from 'ngx-jwt-auth';
import { routes } from './app.routes';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    provideJwtAuth(
      { attachTo: ['/api'], loginUrl: '/login', homeUrl: '/movies', forbiddenUrl: '/forbidden' },
      withTokenStore(localStorageTokenStore({ key: 'movie-tracker' })),
      withTokenRefresh('/api/auth/refresh'),
      withTokenRevocation('/api/auth/logout'),
    ),
  ],
};

import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { provideBrowserGlobalErrorListeners, type ApplicationConfig } from '@angular/core';
import { provideClientHydration } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import {
  jwtAuthInterceptor,
  localStorageTokenStore,
  memoryTokenStore,
  provideJwtAuth,
  withCookieRefresh,
  withTokenRefresh,
  withTokenRevocation,
  withTokenStore,
} from 'ngx-jwt-auth';
import { routes } from './app.routes';
import { variant } from './variant';

const isCookie = variant === 'cookie';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(routes),
    // Angular's own defaults: the answers to GET requests of the server are transferred.
    provideClientHydration(),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    provideJwtAuth(
      { attachTo: ['/api'], ...(variant === 'custom-header' && { header: 'X-Access-Token' }) },
      withTokenStore((isCookie ? memoryTokenStore : localStorageTokenStore)({ key: 'ssr-app' })),
      (isCookie ? withCookieRefresh : withTokenRefresh)('/api/auth/refresh'),
      withTokenRevocation('/api/auth/logout'),
    ),
  ],
};

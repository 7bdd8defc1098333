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
import { countSends } from './chaos/bench/count-sends';
import { traceRequests } from './inspector/trace-requests';
import { traceSends } from './inspector/trace-sends';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
    // The inspector looks from both sides: what is above is asked for, what is below is sent.
    provideHttpClient(
      withInterceptors([traceRequests, jwtAuthInterceptor, traceSends, countSends]),
    ),
    provideJwtAuth(
      { attachTo: ['/api'], loginUrl: '/login', homeUrl: '/movies', forbiddenUrl: '/forbidden' },
      withTokenStore(localStorageTokenStore({ key: 'movie-tracker' })),
      withTokenRefresh('/api/auth/refresh'),
      withTokenRevocation('/api/auth/logout'),
    ),
  ],
};

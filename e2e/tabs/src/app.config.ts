import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  provideBrowserGlobalErrorListeners,
  type ApplicationConfig,
  type EnvironmentProviders,
} from '@angular/core';
import { provideRouter } from '@angular/router';
import {
  jwtAuthInterceptor,
  localStorageTokenStore,
  memoryTokenStore,
  provideJwtAuth,
  sessionStorageTokenStore,
  withBackgroundRefresh,
  withCookieRefresh,
  withTokenRefresh,
  withTokenRevocation,
  withTokenStore,
} from 'ngx-jwt-auth';
import { routes } from './app.routes';
import type { SetUp } from './set-up';

const STORES = {
  local: localStorageTokenStore,
  session: sessionStorageTokenStore,
  memory: memoryTokenStore,
};

/** Nothing is configured for several tabs: there is nothing to configure. */
export function appConfig(setUp: SetUp, key: string): ApplicationConfig {
  return {
    providers: [
      provideBrowserGlobalErrorListeners(),
      provideRouter(routes),
      provideHttpClient(withInterceptors([jwtAuthInterceptor])),
      provideAuth(setUp, key),
    ],
  };
}

function provideAuth(setUp: SetUp, key: string): EnvironmentProviders {
  const { store, isCookie, isBackground, timeout } = setUp;
  return provideJwtAuth(
    { attachTo: ['/api'], loginUrl: '/login', homeUrl: '/' },
    withTokenStore(STORES[store]({ key })),
    (isCookie ? withCookieRefresh : withTokenRefresh)('/api/auth/refresh', { timeout }),
    withTokenRevocation('/api/auth/logout'),
    ...(isBackground ? [withBackgroundRefresh()] : []),
  );
}

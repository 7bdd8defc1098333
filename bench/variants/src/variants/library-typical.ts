import { withInterceptors } from '@angular/common/http';
import {
  jwtAuthInterceptor,
  localStorageTokenStore,
  provideJwtAuth,
  withTokenRefresh,
  withTokenStore,
} from 'ngx-jwt-auth';
import { OTHER_API, REFRESH_URL } from '../rig/urls';
import type { Variant } from '../rig/variant';
import { seedStoredTokens } from './seed-stored-tokens';

/** What most apps use: a store that survives a reload, and refresh. */
export const libraryTypical: Variant = {
  http: () => [withInterceptors([jwtAuthInterceptor])],
  providers: () => [
    provideJwtAuth(
      { attachTo: ['/', OTHER_API] },
      withTokenStore(localStorageTokenStore()),
      withTokenRefresh(REFRESH_URL),
    ),
  ],
  seed: seedStoredTokens,
};

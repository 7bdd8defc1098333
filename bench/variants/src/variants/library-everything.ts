import { withInterceptors } from '@angular/common/http';
import {
  jwtAuthInterceptor,
  localStorageTokenStore,
  provideJwtAuth,
  withBackgroundRefresh,
  withTokenRefresh,
  withTokenRevocation,
  withTokenStore,
} from 'ngx-jwt-auth';
import { OTHER_API, REFRESH_URL } from '../rig/urls';
import type { Variant } from '../rig/variant';
import { seedStoredTokens } from './seed-stored-tokens';

/** Every feature at once, and paths to keep the token from. */
export const libraryEverything: Variant = {
  http: () => [withInterceptors([jwtAuthInterceptor])],
  providers: () => [
    provideJwtAuth(
      { attachTo: ['/', OTHER_API], neverAttachTo: ['/api/public'] },
      withTokenStore(localStorageTokenStore()),
      withTokenRefresh(REFRESH_URL),
      withTokenRevocation('/api/auth/logout'),
      withBackgroundRefresh(),
    ),
  ],
  seed: seedStoredTokens,
};

export { JwtAuthError, type JwtAuthErrorCode } from './lib/errors';
export type { JwtAuthConfig } from './lib/jwt-auth-config';
export type { JwtAuthFeature, JwtAuthFeatureKind } from './lib/jwt-auth-feature';
export { provideJwtAuth } from './lib/provide-jwt-auth';

export { jwtAuthInterceptor } from './lib/http/jwt-auth-interceptor';
export { keepJwtAuth } from './lib/http/keep-jwt-auth';
export { optionalJwtAuth } from './lib/http/optional-jwt-auth';
export { requireJwtAuth } from './lib/http/require-jwt-auth';
export { skipJwtAuth } from './lib/http/skip-jwt-auth';

export type { JwtRefreshFn, JwtRefreshOptions } from './lib/refresh/jwt-refresh-options';
export { withBackgroundRefresh } from './lib/refresh/with-background-refresh';
export { withCookieRefresh } from './lib/refresh/with-cookie-refresh';
export { withTokenRefresh } from './lib/refresh/with-token-refresh';
export { withTokenRevocation, type JwtRevokeFn } from './lib/endpoint/with-token-revocation';

export { authGuard } from './lib/routing/auth-guard';
export { claimsGuard } from './lib/routing/claims-guard';
export { guestGuard } from './lib/routing/guest-guard';
export { injectReturnUrl } from './lib/routing/inject-return-url';
export type { JwtAuthGuardFn } from './lib/routing/jwt-auth-guard';
export { roleGuard } from './lib/routing/role-guard';

export { JwtAuth } from './lib/session/jwt-auth';
export type { JwtAuthEvent } from './lib/jwt-auth-event';

export { JwtHasRole } from './lib/template/jwt-has-role';

export { asyncTokenStore } from './lib/token/async-token-store';
export { decodeJwt } from './lib/token/decode-jwt';
export { decodeJwtHeader, type JwtHeader } from './lib/token/decode-jwt-header';
export { isJwtExpired } from './lib/token/is-jwt-expired';
export type { JwtAsyncTokenStore } from './lib/token/jwt-async-token-store';
// A star, so that an app that compiles against these sources can augment `JwtAuthTypes` too.
export * from './lib/token/jwt-auth-types';
export { jwtExpiration } from './lib/token/jwt-expiration';
export type { JwtStoredTokens, JwtTokenStore } from './lib/token/jwt-token-store';
export { customTokenStore } from './lib/token/custom-token-store';
export type { JwtTokenStoreKind } from './lib/token/jwt-token-store-kind';
export { localStorageTokenStore } from './lib/token/local-storage-token-store';
export { memoryTokenStore } from './lib/token/memory-token-store';
export { sessionStorageTokenStore } from './lib/token/session-storage-token-store';
export type { JwtTokenResponse } from './lib/token/token-response';
export { withTokenStore } from './lib/session/with-token-store';

// For ngx-jwt-auth/testing alone: what begins with ɵ is no part of the public API.
export {
  ɵJWT_TEST_SESSION,
  ɵprovideJwtTestSession,
  type ɵJwtTestSession,
} from './lib/test-session';

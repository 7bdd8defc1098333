import { EnvironmentInjector, inject, runInInjectionContext } from '@angular/core';
import { devThrow, devOnly } from '../dev-mode';
import type { JwtClaims } from '../token/jwt-auth-types';
import { runGuard, type JwtAuthGuardFn } from './jwt-auth-guard';

/**
 * Lets users pass whose claims satisfy a condition, called in an injection context; a token that
 * cannot be decoded has none. Everybody else is treated as by {@link roleGuard}.
 *
 * @usageNotes
 * ```ts
 * const verified = claimsGuard((claims) => claims['email_verified'] === true);
 * ```
 *
 * @publicApi
 */
export function claimsGuard(isAllowed: (claims: JwtClaims) => boolean): JwtAuthGuardFn {
  devOnly(() => {
    if (typeof (isAllowed as unknown) === 'function') return;
    devThrow(
      'claimsGuard stands in a route without its condition, and would let everybody pass. Call it: ' +
        'claimsGuard((claims) => ...).',
    );
  });
  return (...args) => {
    const injector = inject(EnvironmentInjector);
    return runGuard('claimsGuard', args, {
      isAllowed: (auth) => {
        const claims = auth.claims();
        return claims !== null && runInInjectionContext(injector, () => isAllowed(claims));
      },
    });
  };
}

import { EnvironmentInjector, inject } from '@angular/core';
import { defer, take } from 'rxjs';
import { CLOCK } from '../clock';
import { devOnly, devWarn } from '../dev-mode';
import type { SessionCore } from '../session/session-core';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { callFunction } from './call-function';
import type { Flight } from './create-flights';
import type { JwtRefreshFn } from './jwt-refresh-options';
import { injectPostTokens } from './post-tokens';

/**
 * One attempt to exchange the refresh token: the first value of the reply, or nothing; rejects when
 * the time is over, body included. It outlives the injector: the server may have rotated already.
 */
export type Exchange = (flight: Flight, tokens: JwtStoredTokens) => Promise<unknown>;

/** Makes the exchange that `withTokenRefresh()` describes. */
export function injectExchange(
  session: SessionCore,
  how: string | JwtRefreshFn,
  timeout: number,
): Exchange {
  const clock = inject(CLOCK);
  const exchange =
    typeof how === 'string'
      ? injectPostTokens(how)
      : callFunction(how, inject(EnvironmentInjector));

  return (flight, tokens) =>
    new Promise((resolve, reject) => {
      const cancelTimer = clock.after(timeout, () => {
        subscription.unsubscribe();
        devOnly(() => {
          if (typeof how === 'string' || session.isDestroyed) return;
          devWarn(
            'The refresh function did not settle in time. If it calls HttpClient, pass the given ' +
              '`context` on; without it the call waits for itself.',
          );
        });
        reject(new DOMException('', 'TimeoutError'));
      });
      devOnly(() => {
        if (typeof how === 'function') flight.isInFunction = true;
      });
      const subscription = defer(() => exchange(tokens))
        .pipe(take(1))
        .subscribe({
          next: resolve,
          error: reject,
          complete: () => {
            resolve(null);
          },
        });
      devOnly(() => {
        if (flight.isInFunction) flight.isInFunction = false;
      });
      subscription.add(cancelTimer);
    });
}

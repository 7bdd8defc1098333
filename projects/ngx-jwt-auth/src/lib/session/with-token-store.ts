import { devOnly, devThrow } from '../dev-mode';
import { jwtAuthFeature, type JwtAuthFeature } from '../jwt-auth-feature';
import { TAB_RULES } from '../tabs/tab-rules';
import { TOKEN_STORE } from '../token/jwt-token-store';
import type { JwtTokenStoreKind } from '../token/jwt-token-store-kind';
import { safeTokenStore } from '../token/safe-token-store';
import { STORED_SESSION } from './session-core';
import { createStoredSession } from './stored-session';

/**
 * Says where the tokens are kept; without it they live in memory.
 *
 * @param store One of the library's stores, or yours in {@link customTokenStore} or
 * {@link asyncTokenStore}.
 *
 * @usageNotes
 * ```ts
 * provideJwtAuth({}, withTokenStore(localStorageTokenStore()));
 * ```
 *
 * @see {@link localStorageTokenStore} {@link sessionStorageTokenStore} {@link memoryTokenStore}
 * {@link customTokenStore} {@link asyncTokenStore}
 * @publicApi
 */
export function withTokenStore(store: JwtTokenStoreKind): JwtAuthFeature<'TokenStore'> {
  checkStoreKind(store);
  const { ɵcreate, ɵtabRules } = store;
  return jwtAuthFeature('TokenStore', [
    { provide: TOKEN_STORE, useFactory: () => safeTokenStore(ɵcreate()) },
    { provide: STORED_SESSION, useValue: createStoredSession },
    { provide: TAB_RULES, useValue: ɵtabRules },
  ]);
}

function checkStoreKind(store: Partial<JwtTokenStoreKind>): void {
  devOnly(() => {
    if (store.ɵcreate) return;
    devThrow(
      'withTokenStore() got a store of your own. Wrap it: withTokenStore(customTokenStore(store)), ' +
        'or asyncTokenStore(store) if its methods return promises.',
    );
  });
}

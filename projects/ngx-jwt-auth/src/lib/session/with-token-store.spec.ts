import type { JwtTokenStoreKind } from '../token/jwt-token-store-kind';
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import { asyncTokenStore } from '../token/async-token-store';
import { customTokenStore } from '../token/custom-token-store';
import { localStorageTokenStore } from '../token/local-storage-token-store';
import { memoryTokenStore } from '../token/memory-token-store';
import { sessionStorageTokenStore } from '../token/session-storage-token-store';
import { withTokenStore } from './with-token-store';

describe('withTokenStore()', () => {
  const kinds: Record<string, JwtTokenStoreKind> = {
    'localStorageTokenStore()': localStorageTokenStore(),
    'sessionStorageTokenStore()': sessionStorageTokenStore(),
    'memoryTokenStore()': memoryTokenStore(),
    'customTokenStore()': customTokenStore(new SharedStore()),
    'asyncTokenStore()': asyncTokenStore(new SlowStore()),
  };
  for (const [name, kind] of Object.entries(kinds)) {
    it(`takes what ${name} has made`, () => {
      expect(withTokenStore(kind).ɵkind).toBe('TokenStore');
    });
  }

  const raw: Record<string, unknown> = {
    'a store': { load: () => null, save: () => undefined, clear: () => undefined },
    'an asynchronous store': new SlowStore(),
    'a function that makes one': () => new SharedStore(),
  };
  for (const [what, store] of Object.entries(raw)) {
    it(`L7 says what to wrap ${what} with`, () => {
      expect(() => withTokenStore(store as JwtTokenStoreKind)).toThrowError(
        /^ngx-jwt-auth: .*withTokenStore\(customTokenStore\(store\)\), or asyncTokenStore\(store\)/,
      );
    });
  }
});

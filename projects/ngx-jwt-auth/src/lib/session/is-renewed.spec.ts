import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { isRenewed } from './is-renewed';
import type { SessionCore } from './session-core';

describe('isRenewed', () => {
  const carried = createStoredTokens({ sid: 's1', seq: 2 });

  function isRenewedBy(now: JwtStoredTokens | null | undefined, continued?: string): boolean {
    return isRenewed({ current: () => now, continued } as SessionCore, carried);
  }

  const rows: [
    what: string,
    now: JwtStoredTokens | null | undefined,
    continued: string,
    boolean,
  ][] = [
    ['C3 the session has newer tokens', createStoredTokens({ sid: 's1', seq: 3 }), '', true],
    ['H26 they are the tokens of now', carried, '', false],
    ['S7 they are ahead', createStoredTokens({ sid: 's1', seq: 1 }), '', false],
    ['T20 the same user goes on', createStoredTokens({ sid: 's2', seq: 1 }), 's1', true],
    ['T6 another session stands', createStoredTokens({ sid: 's2', seq: 9 }), '', false],
    ['T6 it goes on from a third one', createStoredTokens({ sid: 's2', seq: 9 }), 's0', false],
    ['C7 nobody is signed in', null, 's1', false],
    ['nobody knows', undefined, 's1', false],
  ];
  for (const [what, now, continued, expected] of rows) {
    it(`${what}: ${String(expected)}`, () => {
      expect(isRenewedBy(now, continued || undefined)).toBe(expected);
    });
  }
});

import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { SessionCore } from './session-core';
import { takeUp } from './take-up';

describe('takeUp', () => {
  /** What is done, one after the other, to a session that has these tokens before. */
  function takenUp(before: JwtStoredTokens | null | undefined, hasRefresh = true): unknown[] {
    const done: unknown[] = [];
    const note = (what: string) => (value?: unknown) => void done.push([what, value]);
    takeUp(
      {
        current: () => before,
        set: note('set'),
        emit: note('emit'),
        ...(hasRefresh && { refresh: { abandon: note('abandon') } }),
      } as unknown as SessionCore,
      next,
    );
    return done;
  }

  const next = createStoredTokens({ seq: 2 });
  const rows = [
    ['T1 newer tokens of the session are a refresh', createStoredTokens(), 'refreshed'],
    ['T6 those of another one are a sign-in', createStoredTokens({ sid: 's0' }), 'signedIn'],
    ['T4 where nobody was signed in they are one', null, 'signedIn'],
    ['while nobody knows they are one', undefined, 'signedIn'],
  ] as const;
  for (const [what, before, type] of rows) {
    it(`${what}, told once who waits can go on with them`, () => {
      expect(takenUp(before)).toEqual([
        ['set', next],
        ['abandon', undefined],
        ['emit', { type, from: 'elsewhere' }],
      ]);
    });
  }

  it('does the same without a refresh', () => {
    expect(takenUp(createStoredTokens(), false)).toEqual([
      ['set', next],
      ['emit', { type: 'refreshed', from: 'elsewhere' }],
    ]);
  });
});

import { createJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { sameSubject } from './decode-jwt';

describe('sameSubject', () => {
  const rows: [before: object | string, after: object | string, isSame: boolean | undefined][] = [
    [{ sub: 'ann' }, { sub: 'ann' }, true],
    [{ sub: 42 }, { sub: '42' }, true],
    [{ sub: '42' }, { sub: 42 }, true],
    [{ sub: 0 }, { sub: '0' }, true],
    [{ sub: '' }, { sub: '' }, true],
    [{ sub: 'ann', iss: 'https://a' }, { sub: 'ann', iss: 'https://a' }, true],
    [{ sub: 'ann' }, { sub: 'bob' }, false],
    [{ sub: 42 }, { sub: 43 }, false],
    [{ sub: '042' }, { sub: 42 }, false],
    [{ sub: 'ann', iss: 'https://a' }, { sub: 'bob', iss: 'https://b' }, false],
    [{ sub: 'ann', iss: 'https://a' }, { sub: 'ann', iss: 'https://b' }, undefined],
    [{ sub: 'ann' }, { sub: 'ann', iss: 'https://b' }, undefined],
    [{ sub: null }, { sub: 'null' }, undefined],
    [{}, { sub: 'ann' }, undefined],
    [{ sub: 'ann' }, {}, undefined],
    [{}, {}, undefined],
    ['opaque', { sub: 'ann' }, undefined],
    ['opaque', 'opaque', undefined],
  ];
  for (const [before, after, isSame] of rows) {
    it(`R26 is ${String(isSame)} for ${JSON.stringify(before)} and ${JSON.stringify(after)}`, () => {
      const [a, b] = [before, after].map((claims) =>
        createStoredTokens({
          accessToken: typeof claims === 'string' ? claims : createJwt(claims),
        }),
      );
      expect(sameSubject(a!, b!)).toBe(isSame);
    });
  }
});

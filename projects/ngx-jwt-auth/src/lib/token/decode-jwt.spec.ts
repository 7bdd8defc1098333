import { createJwt, encode, encodeText } from '../../../spec-support/create-jwt';
import { textOf, TOKEN_SAMPLES } from '../../../spec-support/token-samples';
import { jwtDecode } from 'jwt-decode';
import { decodeJwt } from './decode-jwt';
import { decodeJwtHeader } from './decode-jwt-header';
import type { JwtClaims } from './jwt-auth-types';

describe('decodeJwt', () => {
  for (const { title, token, claims } of TOKEN_SAMPLES) {
    it(`${title}: ${claims ? 'claims' : 'null'}`, async () => {
      const text = await textOf(() => {
        expect(decodeJwt(token)).toEqual(claims as JwtClaims | null);
      });
      expect(text).toBe('');
      expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    });
  }

  for (const { title, token, claims } of TOKEN_SAMPLES.filter((sample) => sample.claims)) {
    it(`${title}: reads what jwt-decode reads`, () => {
      expect(jwtDecode(token as string)).toEqual(claims!);
    });
  }

  it('J7 a byte order mark is no part of JSON', () => {
    expect(decodeJwt(`${encode({ alg: 'none' })}.${encodeText('\uFEFF{}')}.`)).toBeNull();
  });

  it('J4 reads 16 KiB', () => {
    const empty = createJwt({ a: '' }).length;
    const fill = (characters: number): string => createJwt({ a: 'x'.repeat(characters) });
    const longest = Math.floor(((16 * 1024 - empty) * 3) / 4);
    expect(fill(longest).length).toBe(16 * 1024);
    expect(decodeJwt(fill(longest))).not.toBeNull();
    expect(decodeJwt(fill(longest + 1))).toBeNull();
  });

  for (const json of ['[{}]', '[[{}]]', '"{}"', ' [{"sub":"ann"}]']) {
    it(`J5 ${json} holds an object, and is none`, () => {
      expect(decodeJwt(`${encode({ alg: 'none' })}.${encodeText(json)}.`)).toBeNull();
    });
  }

  it('reads an object with white space around it', () => {
    expect(decodeJwt(`e30.${encodeText(' \n\t{"sub":"ann"} ')}.`)).toEqual({ sub: 'ann' });
  });

  it('J10 keeps the keys own, and the prototype of the claims plain', () => {
    const { token } = TOKEN_SAMPLES.find(({ title }) => title === 'J10 __proto__')!;
    const claims = decodeJwt(token)!;
    expect(Object.hasOwn(claims, '__proto__')).toBeTrue();
    expect(Object.getPrototypeOf(claims)).toBe(Object.prototype);
  });

  it('reads a JWT without a signature', () => {
    expect(decodeJwt(`${encode({ alg: 'none' })}.${encode({ sub: 'ann' })}.`)).toEqual({
      sub: 'ann',
    });
  });

  it('reads - and _ of base64url', () => {
    const token = createJwt({ a: '>>>???' });
    expect(token).toMatch(/-/);
    expect(token).toMatch(/_/);
    expect(decodeJwt<{ a: string }>(token)?.a).toBe('>>>???');
  });
});

describe('decodeJwtHeader', () => {
  it('reads the header', () => {
    const token = createJwt({ sub: 'ann' }, { alg: 'RS256', kid: 'k1', 'x-ü': '👩🏽‍🚀' });
    expect(decodeJwtHeader(token)).toEqual({ alg: 'RS256', kid: 'k1', 'x-ü': '👩🏽‍🚀' });
  });

  for (const { title, token } of TOKEN_SAMPLES) {
    it(`${title}: a header or null, without a word`, async () => {
      const isThreeParts = typeof token === 'string' && /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token);
      const isRead = isThreeParts && token.length <= 16 * 1024;
      const text = await textOf(() => {
        expect(decodeJwtHeader(token)).toEqual(isRead ? jasmine.any(Object) : null);
      });
      expect(text).toBe('');
    });
  }

  // The samples are about payloads: here each of those is the header.
  for (const { title, token, claims } of TOKEN_SAMPLES) {
    if (typeof token !== 'string' || token.split('.').length !== 3) continue;
    it(`${title}, as header: ${claims ? 'parameters' : 'null'}`, () => {
      const [header, payload, signature] = token.split('.');
      expect(decodeJwtHeader([payload, header, signature].join('.'))).toEqual(
        claims as Record<string, unknown> | null,
      );
      expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    });
  }
});

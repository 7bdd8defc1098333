import { computed } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { JwtAuth } from 'ngx-jwt-auth';
import {
  createTestJwt,
  JwtAuthTestingController,
  provideJwtAuthTesting,
} from 'ngx-jwt-auth/testing';
import { createJwt, encodeText } from '../spec-support/create-jwt';
import { JwtHelperOptions } from './jwt-helper-options';
import { JwtHelperService } from './jwt-helper-service';

const NOW = new Date('2026-03-01T12:00:00Z');
const SECONDS = NOW.getTime() / 1000;
const NO_JWT =
  "The inspected token doesn't appear to be a JWT. Check to make sure it has three parts and see https://jwt.io for more.";

/** A JWT with this text for a payload. */
function withPayload(text: string): string {
  return `e30.${encodeText(text)}.x`;
}

describe('JwtHelperService', () => {
  beforeEach(() => {
    jasmine.clock().install().mockDate(NOW);
  });
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  // What @auth0/angular-jwt 5.2.0 was seen to do, call by call.
  describe('as angular-jwt', () => {
    const helper = new JwtHelperService();

    const texts: Record<string, string> = {
      '': '',
      YQ: 'a',
      'YQ==': 'a',
      'YQ=': 'a',
      YWI: 'ab',
      YWJj: 'abc',
      w6Q: 'ä',
      '4pyT': '✓',
      '77u_YQ': '\uFEFFa',
    };
    for (const [encoded, text] of Object.entries(texts)) {
      it(`urlBase64Decode '${encoded}' is '${text}'`, () => {
        expect(helper.urlBase64Decode(encoded)).toBe(text);
      });
    }

    it('urlBase64Decode throws for a length that cannot be', () => {
      expect(() => helper.urlBase64Decode('YWJjZ')).toThrowError('Illegal base64url string!');
    });

    for (const none of [undefined, null, ''] as const) {
      it(`${none === '' ? 'the empty string' : String(none)} is no token, and expired`, () => {
        expect(helper.decodeToken(none as null)).toBeNull();
        expect(helper.getTokenExpirationDate(none as null)).toBeNull();
        expect(helper.isTokenExpired(none as null)).toBeTrue();
      });
    }

    const broken: readonly [what: string, token: string, error: string | RegExp][] = [
      ['two parts', 'a.b', NO_JWT],
      ['four parts', 'a.b.c.d', NO_JWT],
      ['no payload', 'a..c', 'Cannot decode the token.'],
      ['a payload that is no JSON', withPayload('{'), /JSON/],
    ];
    for (const [what, token, error] of broken) {
      it(`${what}: everything throws`, () => {
        const calls = [
          () => helper.decodeToken<unknown>(token),
          () => helper.getTokenExpirationDate(token),
          () => helper.isTokenExpired(token),
        ];
        for (const call of calls) expect(call).toThrowError(error as string);
      });
    }

    const payloads: readonly [json: string, claims: unknown][] = [
      ['{"sub":"ä"}', { sub: 'ä' }],
      ['[1]', [1]],
      ['null', null],
      ['5', 5],
      ['"x"', 'x'],
    ];
    for (const [json, claims] of payloads) {
      it(`decodes ${json}, which never expires`, () => {
        const token = withPayload(json);
        expect(helper.decodeToken<unknown>(token)).toEqual(claims);
        expect(helper.getTokenExpirationDate(token)).toBeNull();
        expect(helper.isTokenExpired(token)).toBeFalse();
      });
    }

    it('looks at neither the header nor the signature', () => {
      expect(helper.decodeToken(`.${encodeText('{"sub":"a"}')}.`)).toEqual({ sub: 'a' });
    });

    const expiries: readonly [
      exp: unknown,
      offset: number | undefined,
      isExpired: boolean,
      left: number,
    ][] = [
      [SECONDS - 10, undefined, true, -10],
      [SECONDS, undefined, true, 0],
      [SECONDS + 1, undefined, false, 1],
      [SECONDS + 100, 100, true, 100],
      [SECONDS + 100, 99, false, 100],
      [SECONDS - 10, -60, false, -10],
      [SECONDS + 100, NaN, false, 100],
      [SECONDS + 100.7, undefined, false, 100],
      [String(SECONDS + 100), undefined, false, 100],
      [null, undefined, true, -SECONDS],
      [0, undefined, true, -SECONDS],
      ['abc', undefined, true, NaN],
      [1e20, undefined, true, NaN],
    ];
    for (const [exp, offset, isExpired, left] of expiries) {
      it(`exp ${String(exp)} with the offset ${String(offset)}`, () => {
        const token = createJwt({ exp });
        expect(helper.isTokenExpired(token, offset)).toBe(isExpired);
        expect((Number(helper.getTokenExpirationDate(token)) - NOW.getTime()) / 1000).toEqual(left);
      });
    }

    it('a promise of a token gives promises', async () => {
      const token = Promise.resolve(createJwt({ sub: 'ada', exp: SECONDS - 1 }));
      expect(await helper.decodeToken<{ sub: string }>(token)).toEqual(
        jasmine.objectContaining({ sub: 'ada' }),
      );
      expect(await helper.getTokenExpirationDate(token)).toEqual(new Date(+NOW - 1000));
      expect(await helper.isTokenExpired(token)).toBeTrue();
      expect(await helper.isTokenExpired(token, -60)).toBeFalse();
      expect(await helper.isTokenExpired(Promise.resolve(''))).toBeTrue();
    });

    it('a scheme is a text, or a function of the request', () => {
      const request = { url: '/x' } as Parameters<JwtHelperService['getAuthScheme']>[1];
      expect(helper.getAuthScheme('Bearer ', request)).toBe('Bearer ');
      expect(helper.getAuthScheme(undefined, request)).toBeUndefined();
      expect(helper.getAuthScheme(({ url }) => `${url} `, request)).toBe('/x ');
    });

    it('made by hand it takes a tokenGetter, synchronous or not', async () => {
      const token = createJwt({ sub: 'ada', exp: SECONDS + 10 });
      const now = new JwtHelperService({ tokenGetter: () => token });
      expect(now.decodeToken()).toEqual(jasmine.objectContaining({ sub: 'ada' }));
      expect(now.getTokenExpirationDate()).toEqual(new Date(+NOW + 10_000));
      expect(now.isTokenExpired()).toBeFalse();
      expect(now.isTokenExpired(undefined, 10)).toBeTrue();
      const later = new JwtHelperService({ tokenGetter: () => Promise.resolve(token) });
      expect(await later.isTokenExpired()).toBeFalse();
      expect(now.tokenGetter()).toBe(token);
    });

    it('made by hand without one it has no token', () => {
      expect(helper.tokenGetter()).toBeUndefined();
      expect(new JwtHelperService(null).isTokenExpired()).toBeTrue();
    });
  });

  describe('other than angular-jwt', () => {
    const helper = new JwtHelperService();

    it('refuses what is no base64url, and bytes that are no UTF-8', () => {
      expect(() => helper.urlBase64Decode('Y!Q')).toThrow();
      expect(() => helper.urlBase64Decode('wyg')).toThrowError(TypeError);
    });

    it('takes whatever has a then() for a promise', async () => {
      const thenable = {
        then: (use: (token: string) => unknown) => use(createJwt({ sub: 'ada' })),
      };
      expect(await helper.decodeToken(thenable as unknown as Promise<string>)).toEqual({
        sub: 'ada',
      });
    });

    describe('injected', () => {
      const inject = (): JwtHelperService => TestBed.inject(JwtHelperService);

      it('is about the session, at once', () => {
        TestBed.configureTestingModule({
          providers: [provideJwtAuthTesting({ signedInAs: 'ada', expiresIn: 60 })],
        });
        expect(inject().decodeToken()).toEqual(jasmine.objectContaining({ sub: 'ada' }));
        expect(inject().getTokenExpirationDate()).toEqual(new Date(+NOW + 60_000));
        expect(inject().isTokenExpired()).toBeFalse();
        expect(inject().isTokenExpired(undefined, 60)).toBeTrue();
        jasmine.clock().tick(60_000);
        expect(inject().isTokenExpired()).toBeTrue();
      });

      it('says that nobody is there', () => {
        TestBed.configureTestingModule({ providers: [provideJwtAuthTesting()] });
        expect(inject().decodeToken()).toBeNull();
        expect(inject().getTokenExpirationDate()).toBeNull();
        expect(inject().isTokenExpired()).toBeTrue();
      });

      it('has null for an access token that is no JWT, and takes it to last', async () => {
        TestBed.configureTestingModule({ providers: [provideJwtAuthTesting()] });
        spyOn(console, 'warn');
        await TestBed.inject(JwtAuth).signIn('opaque');
        expect(inject().decodeToken()).toBeNull();
        expect(inject().isTokenExpired()).toBeFalse();
      });

      it('tokenGetter() promises a token that is fresh', async () => {
        TestBed.configureTestingModule({
          providers: [provideJwtAuthTesting({ signedInAs: 'ada' })],
        });
        const session = TestBed.inject(JwtAuthTestingController);
        session.expire();
        await session.refreshSucceeds({ expiresIn: 7 });
        expect(
          await inject().isTokenExpired(inject().tokenGetter() as Promise<string>, 6),
        ).toBeFalse();
      });

      it('is about a token where a call names one', () => {
        TestBed.configureTestingModule({
          providers: [provideJwtAuthTesting({ signedInAs: 'ada' })],
        });
        expect(inject().decodeToken(createTestJwt({ sub: 'bob' }))).toEqual(
          jasmine.objectContaining({ sub: 'bob' }),
        );
        expect(inject().decodeToken(null)).toBeNull();
        expect(inject().isTokenExpired(null)).toBeTrue();
      });

      it('is reactive', async () => {
        TestBed.configureTestingModule({ providers: [provideJwtAuthTesting()] });
        const isExpired = computed(() => inject().isTokenExpired());
        expect(isExpired()).toBeTrue();
        await TestBed.inject(JwtAuthTestingController).signIn('ada');
        expect(isExpired()).toBeFalse();
      });

      it('follows a tokenGetter that is put in its place', () => {
        TestBed.configureTestingModule({
          providers: [provideJwtAuthTesting({ signedInAs: 'ada' })],
        });
        inject().tokenGetter = () => createTestJwt({ sub: 'bob' });
        expect(inject().decodeToken()).toEqual(jasmine.objectContaining({ sub: 'bob' }));
      });

      it('takes its options from the injector', () => {
        const tokenGetter = (): string => createTestJwt({ sub: 'guest' });
        TestBed.configureTestingModule({
          providers: [
            provideJwtAuthTesting({ signedInAs: 'ada' }),
            { provide: JwtHelperOptions, useValue: { tokenGetter } },
          ],
        });
        expect(inject().decodeToken()).toEqual(jasmine.objectContaining({ sub: 'guest' }));
      });

      it('is provided as angular-jwt was, too, and without a session', () => {
        TestBed.configureTestingModule({ providers: [JwtHelperService] });
        expect(inject().decodeToken()).toBeNull();
        expect(inject().isTokenExpired()).toBeTrue();
        expect(inject().tokenGetter()).toBeUndefined();
      });
    });
  });
});

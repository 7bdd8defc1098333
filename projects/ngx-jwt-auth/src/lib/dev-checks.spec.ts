import { DOCUMENT, PLATFORM_ID } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../spec-support/console';
import { setUp, type SetUp } from '../../spec-support/set-up';
import { SharedStore } from '../../spec-support/shared-store';
import { checkConfig } from './dev-checks';
import { provideJwtAuth } from './provide-jwt-auth';
import { withBackgroundRefresh } from './refresh/with-background-refresh';
import { withCookieRefresh } from './refresh/with-cookie-refresh';
import { withTokenRefresh } from './refresh/with-token-refresh';
import { withTokenRevocation } from './endpoint/with-token-revocation';
import { localStorageTokenStore } from './token/local-storage-token-store';
import { memoryTokenStore } from './token/memory-token-store';
import { sessionStorageTokenStore } from './token/session-storage-token-store';
import { withTokenStore } from './session/with-token-store';

const ON_SERVER = [{ provide: PLATFORM_ID, useValue: 'server' }];

/** The start of an app with this config and nothing else. */
function start(config: SetUp['config'], options: SetUp = {}): () => unknown {
  return () => setUp({ features: [], ...options, ...(config && { config }) });
}

describe('a mistake in the set-up', () => {
  const told = useSilentConsole();

  it('L7 provideJwtAuth() twice in one injector', () => {
    expect(start({}, { providers: [provideJwtAuth()] })).toThrowError(
      /^ngx-jwt-auth: provideJwtAuth\(\) is called twice .* Keep one call/,
    );
  });

  const twice = [
    ['withTokenStore', withTokenStore(memoryTokenStore())],
    ['withTokenRevocation', withTokenRevocation('/revoke')],
    ['withBackgroundRefresh', withBackgroundRefresh()],
  ] as const;
  for (const [name, feature] of twice) {
    it(`L7 ${name}() twice`, () => {
      expect(() => provideJwtAuth({}, feature, feature)).toThrowError(
        `ngx-jwt-auth: provideJwtAuth() got ${name}() twice. Keep one of them.`,
      );
    });
  }

  const refreshes = { withTokenRefresh, withCookieRefresh };
  for (const [name, one] of Object.entries(refreshes)) {
    for (const [otherName, other] of Object.entries(refreshes)) {
      it(`L7 ${name}() and ${otherName}()`, () => {
        expect(() => provideJwtAuth({}, one('/refresh'), other('/refresh'))).toThrowError(
          'ngx-jwt-auth: provideJwtAuth() got two features that refresh. Keep one: ' +
            'withTokenRefresh(), or withCookieRefresh() for a refresh token in an HttpOnly cookie.',
        );
      });
    }
  }

  it('L7 withBackgroundRefresh() with nothing to refresh with', () => {
    expect(() => provideJwtAuth({}, withBackgroundRefresh())).toThrowError(
      /^ngx-jwt-auth: withBackgroundRefresh\(\) .* Add withTokenRefresh\(\) or withCookieRefresh\(\)\.$/,
    );
    for (const refresh of [withTokenRefresh('/r'), withCookieRefresh('/r')]) {
      expect(() => provideJwtAuth({}, withBackgroundRefresh(), refresh)).not.toThrow();
    }
  });

  const noEntry = [
    'api.example.com',
    'api.example.com/v1',
    'localhost:3000',
    'api',
    '',
    ' ',
    '*',
    '/*',
    'https://*.example.com',
    'https://api.example.com/*',
    'https://api.example.com?v=1',
    '/api?v=1',
    'https://api.example.com/#v1',
    'https://ann:secret@api.example.com',
    'https://ann@api.example.com',
    'https://api.example.com/v1/../v2',
    'https://api.example.com/./v1',
    'https://api.example.com/%2e%2e/v2',
    '/api/..',
    '/api/..;a=1/x',
    'https://api.example.com/v1%2fv2',
    '/api%2Fv1',
    '/api%5Cv1',
    '/api\\v1',
    'https:\\\\api.example.com',
    '/\\api.example.com',
    '//api.example.com',
    'https:api.example.com',
    'https:/api.example.com',
    'https://',
    'https://api.example.com:99999',
    '/api/%zz',
    'ws://api.example.com',
    'wss://api.example.com',
    'ftp://api.example.com',
    'data:text/plain,x',
    'javascript:alert(1)',
  ];
  for (const field of ['attachTo', 'neverAttachTo'] as const) {
    for (const entry of noEntry) {
      it(`L7 '${entry}' in ${field} can never match`, () => {
        expect(start({ [field]: ['/fine', entry] })).toThrowMatching(
          ({ message }: Error) =>
            message.startsWith(`ngx-jwt-auth: The ${field} entry '${entry}' can never match.`) &&
            message.includes("Write an origin with an optional path, 'https://api.example.com/v1'"),
        );
      });
    }
  }

  const entry = [
    '/',
    '/api',
    '/api/v1/',
    'https://api.example.com',
    'HTTPS://api.example.com/v1',
    'https://api.example.com:8443/',
    'https://münchen.example/a%20b',
  ];
  it('L7 fine entries are no mistake', () => {
    expect(start({ attachTo: entry, neverAttachTo: entry })).not.toThrow();
    expect(told.warnings).toEqual([]);
  });

  it('H36 an entry that allows encoded slashes is checked as others are, and may have one', () => {
    const allow = (url: string): SetUp['config'] => ({
      attachTo: [{ url, allowEncodedSlash: true }],
    });
    expect(start(allow('https://lab.example.com/a%2Fb'))).not.toThrow();
    TestBed.resetTestingModule();
    expect(start({ attachTo: [{ url: '/a%2Fb' }] })).toThrowError(
      /'\/a%2Fb' can never match\..* no encoded slash\.$/,
    );
    for (const url of ['lab.example.com', '/a/../b', '/a%2F..%2Fb', '/a?b']) {
      TestBed.resetTestingModule();
      expect(start(allow(url))).toThrowError(/can never match/);
    }
  });

  for (const url of ['http://api.example.com', 'http://localhost.example.com', 'http://10.0.0.1']) {
    it(`L7 ${url} is plain http, and a warning says so`, () => {
      start({ attachTo: [url] })();
      expect(told.warnings).toEqual([
        `ngx-jwt-auth: The attachTo entry '${url}' is plain http: anybody on the way can read the token. Use https.`,
      ]);
    });
  }

  for (const url of [
    'http://localhost:3000',
    'http://app.localhost',
    'http://127.0.0.1:8080/api',
    'http://[::1]:8080',
    location.origin,
  ]) {
    it(`L7 ${url === location.origin ? 'the page' : url} is plain http, and stays here`, () => {
      start({ attachTo: [url] })();
      expect(told.warnings).toEqual([]);
    });
  }

  it('L7 plain http is no topic where the page itself is', () => {
    const page = { location: { href: 'http://intranet.example/app' } };
    TestBed.configureTestingModule({ providers: [{ provide: DOCUMENT, useValue: page }] });
    const check = (entry: string): void => {
      TestBed.runInInjectionContext(() => checkConfig({ attachTo: [entry] }));
    };
    check('http://intranet.example/api');
    check('/api');
    expect(told.warnings).toEqual([]);
    check('http://other.example');
    expect(told.warnings.length).toBe(1);
  });

  it('L7 plain http gets no token under neverAttachTo', () => {
    start({ neverAttachTo: ['http://api.example.com'] })();
    expect(told.warnings).toEqual([]);
  });

  for (const field of ['loginUrl', 'homeUrl', 'forbiddenUrl'] as const) {
    for (const url of ['login', '', '//evil.com', '/\\evil.com', 'https://sso.example.com', '?a']) {
      it(`L7 '${url}' is no ${field}`, () => {
        expect(start({ [field]: url })).toThrowError(
          `ngx-jwt-auth: ${field} '${url}' is no route of this app. Write it as '/path'.`,
        );
      });
    }

    it(`L7 a path is a ${field}`, () => {
      expect(start({ [field]: '/a/b?c=d#e' })).not.toThrow();
    });
  }

  it('V1 entries are not looked at on the server, routes are', () => {
    expect(start({ attachTo: ['api'] }, { providers: ON_SERVER })).not.toThrow();
    TestBed.resetTestingModule();
    expect(start({ loginUrl: 'login' }, { providers: ON_SERVER })).toThrowError(/loginUrl/);
  });

  it('L8 a function is checked when it has run', () => {
    const app = setUp({ config: () => ({ loginUrl: 'login' }) });
    expect(() => app.auth).toThrowError(/loginUrl 'login' is no route/);
  });
});

describe('a refresh token in memory', () => {
  const told = useSilentConsole();
  const refresh = withTokenRefresh('/refresh');

  it('is lost by a reload, and a warning says so', () => {
    start({}, { features: [refresh] })();
    expect(told.warnings).toEqual([
      jasmine.stringMatching(
        /^ngx-jwt-auth: .* a reload signs out\. Add withTokenStore\(.* withCookieRefresh\(url\)\.$/,
      ),
    ]);
  });

  it('is lost by a reload from a named memory store, too', () => {
    start({}, { features: [refresh, withTokenStore(memoryTokenStore({ key: 'app' }))] })();
    expect(told.warnings.length).toBe(1);
  });

  const fine: readonly [what: string, options: SetUp][] = [
    ['without a refresh', {}],
    ['with a cookie', { features: [withCookieRefresh('/refresh')] }],
    ['in localStorage', { features: [refresh, withTokenStore(localStorageTokenStore())] }],
    ['in sessionStorage', { features: [refresh, withTokenStore(sessionStorageTokenStore())] }],
    ['in a store of the app', { features: [refresh, withTokenStore(new SharedStore())] }],
    ['on the server', { features: [refresh], providers: ON_SERVER }],
  ];
  for (const [what, options] of fine) {
    it(`is no topic ${what}`, () => {
      start({}, options)();
      expect(told.warnings).toEqual([]);
    });
  }
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NgAddOptions } from './ng-add-options.ts';
import { readSettings } from './read-settings.ts';

const DEFAULTS: NgAddOptions = {
  store: 'local',
  apiUrl: '',
  refreshUrl: '/api/auth/refresh',
  logoutUrl: '',
  cookie: false,
  loginRoute: 'login',
  loginPage: true,
  loginEndpoint: '/api/auth/login',
  guard: '',
};

function read(options: Partial<NgAddOptions>): ReturnType<typeof readSettings> {
  return readSettings({ ...DEFAULTS, ...options });
}

describe('readSettings', () => {
  it('reads the defaults', () => {
    assert.deepEqual(read({}), {
      store: 'local',
      attachTo: [],
      refreshUrl: '/api/auth/refresh',
      logoutUrl: '',
      cookie: false,
      loginRoute: 'login',
      loginPage: true,
      loginEndpoint: '/api/auth/login',
      guarded: [],
    });
  });

  const urls: readonly [apiUrl: string, url: string, expected: string][] = [
    ['', 'auth/refresh', '/auth/refresh'],
    ['', 'https://id.example.com/refresh', 'https://id.example.com/refresh'],
    ['https://api.example.com', '/refresh?v=1', 'https://api.example.com/refresh?v=1'],
    ['https://api.example.com/v1', '/refresh', 'https://api.example.com/refresh'],
    ['https://api.example.com/v1', 'refresh', 'https://api.example.com/v1/refresh'],
    ['https://api.example.com/v1/', 'refresh', 'https://api.example.com/v1/refresh'],
    ['http://localhost:3000', 'refresh', 'http://localhost:3000/refresh'],
    ['/api', 'refresh', '/api/refresh'],
    ['/api', '/refresh', '/refresh'],
  ];
  for (const [apiUrl, url, expected] of urls) {
    it(`resolves ${url} against ${apiUrl || 'the own origin'}`, () => {
      assert.equal(read({ apiUrl, refreshUrl: url }).refreshUrl, expected);
      assert.equal(read({ apiUrl, logoutUrl: url }).logoutUrl, expected);
    });
  }

  it('resolves against the first of several APIs', () => {
    const { refreshUrl, logoutUrl } = read({
      apiUrl: 'https://a.example.com/v1, https://b.example.com',
      refreshUrl: 'refresh',
      logoutUrl: 'logout',
    });
    assert.equal(refreshUrl, 'https://a.example.com/v1/refresh');
    assert.equal(logoutUrl, 'https://a.example.com/v1/logout');
  });

  for (const none of ['', ' ', 'none', ' None ']) {
    it(`takes '${none}' for no URL`, () => {
      const { refreshUrl, logoutUrl } = read({ refreshUrl: none, logoutUrl: none });
      assert.deepEqual([refreshUrl, logoutUrl], ['', '']);
    });
  }

  it('revokes without a refresh too: the server may have issued a refresh token', () => {
    const { refreshUrl, logoutUrl } = read({ refreshUrl: 'none', logoutUrl: '/logout' });
    assert.deepEqual([refreshUrl, logoutUrl], ['', '/logout']);
  });

  it('takes URLs that differ in what the server sees', () => {
    const { logoutUrl } = read({ refreshUrl: '/auth?do=refresh', logoutUrl: '/auth?do=logout' });
    assert.equal(logoutUrl, '/auth?do=logout');
  });

  it('takes one URL that tells a password from a refresh token, as OAuth has it', () => {
    const { loginEndpoint } = read({ refreshUrl: '/token', loginEndpoint: '/token' });
    assert.equal(loginEndpoint, '/token');
  });

  it('reads lists', () => {
    const { attachTo, guarded } = read({
      apiUrl: 'https://a.example.com/, HTTPS://B.example.com/v1 ,,',
      guard: ' a, /b/c/ ,a',
    });
    assert.deepEqual(attachTo, ['https://a.example.com', 'https://b.example.com/v1']);
    assert.deepEqual(guarded, ['a', 'b/c']);
  });

  const mistakes: readonly [options: Partial<NgAddOptions>, message: RegExp][] = [
    [
      { apiUrl: 'api.example.com' },
      /--api-url 'api\.example\.com' .* no scheme\. Write https:\/\/api\.ex/,
    ],
    [{ apiUrl: 'localhost:3000' }, /--api-url 'localhost:3000' .* no scheme/],
    [{ apiUrl: '//api.example.com' }, /--api-url .* It is no URL/],
    [{ apiUrl: 'https:/api.example.com' }, /--api-url .* It is no URL/],
    [{ apiUrl: 'https://' }, /--api-url .* It is no URL/],
    [{ apiUrl: 'ws://api.example.com' }, /go to http or https, not to ws:/],
    [{ apiUrl: 'https://*.example.com' }, /wildcard can match/],
    [{ apiUrl: 'https://api.example.com?x=1' }, /Neither a query/],
    [{ apiUrl: 'https://me:secret@api.example.com' }, /has credentials/],
    [{ apiUrl: 'https://api.example.com/a/../b' }, /dot segment/],
    [{ refreshUrl: 'https://' }, /--refresh-url 'https:\/\/' cannot be used\. It is no URL/],
    [{ refreshUrl: 'http://a b' }, /--refresh-url .* It is no URL/],
    [{ refreshUrl: 'ftp://a/b' }, /--refresh-url .* not to ftp:/],
    [{ refreshUrl: '//a/b' }, /--refresh-url .* It is no URL/],
    [
      { logoutUrl: 'https://' },
      /--logout-url 'https:\/\/' cannot be used\. It is no URL\. Write it as/,
    ],
    [{ logoutUrl: 'http://a b' }, /--logout-url .* It is no URL/],
    [{ logoutUrl: 'ftp://a/b' }, /--logout-url .* not to ftp:/],
    [{ logoutUrl: '//a/b' }, /--logout-url .* It is no URL/],
    [
      { logoutUrl: '/api/auth/refresh' },
      /--logout-url '\/api\/auth\/refresh' is the --refresh-url too: .* Give the URL that revokes, or none\./,
    ],
    [
      { logoutUrl: ' api/auth/refresh' },
      /--logout-url 'api\/auth\/refresh' is the --refresh-url too/,
    ],
    [
      {
        apiUrl: 'https://api.example.com/v1',
        refreshUrl: 'token',
        logoutUrl: 'HTTPS://API.example.com:443/v1/token',
      },
      /is the --refresh-url too/,
    ],
    [{ cookie: true, logoutUrl: '/api/auth/refresh' }, /is the --refresh-url too/],
    [{ loginEndpoint: '' }, /--login-endpoint '' .* It is no URL/],
    [{ cookie: true, refreshUrl: '' }, /--cookie .* --refresh-url says that there is no refresh/],
    [{ cookie: true, refreshUrl: 'NONE' }, /--cookie/],
    [{ cookie: true, refreshUrl: '', logoutUrl: '/logout' }, /--cookie/],
    [{ loginRoute: '' }, /--login-route '' is no plain path/],
    [{ loginRoute: 'a?b' }, /--login-route 'a\?b' is no plain path/],
    [{ loginRoute: ':id' }, /--login-route/],
    [{ guard: 'a,login' }, /--guard 'login' is the sign-in page/],
  ];
  for (const [options, message] of mistakes) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      assert.throws(() => read(options), message);
    });
  }
});

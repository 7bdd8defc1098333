import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NgAddOptions } from './ng-add-options.ts';
import { readSettings } from './read-settings.ts';

const DEFAULTS: NgAddOptions = {
  store: 'local',
  apiUrl: '',
  refreshUrl: '/api/auth/refresh',
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
      cookie: false,
      loginRoute: 'login',
      loginPage: true,
      loginEndpoint: '/api/auth/login',
      guarded: [],
    });
  });

  const urls: readonly [apiUrl: string, refreshUrl: string, expected: string][] = [
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
  for (const [apiUrl, refreshUrl, expected] of urls) {
    it(`resolves ${refreshUrl} against ${apiUrl || 'the own origin'}`, () => {
      assert.equal(read({ apiUrl, refreshUrl }).refreshUrl, expected);
    });
  }

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
    [{ loginEndpoint: '' }, /--login-endpoint '' .* It is no URL/],
    [{ cookie: true, refreshUrl: '' }, /--cookie .* --refresh-url says that there is no refresh/],
    [{ cookie: true, refreshUrl: 'NONE' }, /--cookie/],
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

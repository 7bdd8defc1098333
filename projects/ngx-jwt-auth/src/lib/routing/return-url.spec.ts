import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { useSilentConsole } from '../../../spec-support/console';
import { useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes } from '../../../spec-support/set-up-routes';
import { SAFE_RETURN_URLS, UNSAFE_RETURN_URLS } from '../../../spec-support/return-urls';
import { guestGuard } from './guest-guard';
import { isSamePage, loginTree, safeReturnUrl } from './return-url';

describe('safeReturnUrl', () => {
  useSilentConsole(); // Angular warns of a URL that it cannot parse
  const safe = (value: unknown, loginUrl?: string): string | null => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    const config = loginUrl === undefined ? {} : { loginUrl };
    return safeReturnUrl(value, config, TestBed.inject(Router));
  };

  const unsafe: readonly string[] = [
    ...UNSAFE_RETURN_URLS,
    '',
    'dash',
    '?a=1',
    '/a\x7fb',
    '/dash?q=\n',
    '/dash#\x1f',
    '/dash?q=%zz',
    '/dash#%e0%a4',
    '/?q=%zz',
    '/#%zz',
    '/.',
    '/..',
    '/./dash',
    '/../dash',
    '/dash/.',
    '/dash/..',
    '/dash/%2e',
    '/dash/.%2E/x',
    '/dash/..;a=1',
    '/dash/.;a=1/x',
    '/dash%2fx', // the router writes %2F
    '/%2Fdash',
    '/%2F/dash',
    '/dash/..%2Fx',
    '/dash%2F..',
    '/dash%2F../x',
    '/dash%2F..%2F..%2Fx',
    '/dash%2f..%2f..%2fx',
    '/dash%2F.%2Fx',
    '/dash%2F%2E%2E%2Fx',
    '/..%2Fx',
    '/dash%2F..;a=1',
    '/dash%2F%5Cx',
    '/dash%2F%0Ax',
    '/dash%0A/x',
    '/dash%1Fx',
    '/dash%7F',
    '/%00',
    '/dash%5Cx',
    '/dash\\x',
    '/dash//x',
    '/login/',
    '/login/;a=1',
    '/(login)',
    '/(primary:login)',
    '/login(aux:help)',
    '/login?a=1',
    '/login#a',
    '/login?returnUrl=/dash',
    '/l%6fgin',
    '/dash ',
    '/dash\u00a0',
    '/dash(',
    '/dash( aux:x)', // the router takes the space for a part of a name, the browser escapes it
    '/ü',
  ];
  for (const value of unsafe) {
    it(`N13 refuses ${JSON.stringify(value)}`, () => {
      expect(safe(value)).toBeNull();
    });
  }

  const fine: readonly string[] = [
    ...SAFE_RETURN_URLS,
    '/?a=1',
    '/#a',
    '/dash?next=//evil.com#//evil.com',
    '/dash?q=../..&r=a\\b#/../',
    '/dash(aux:help)',
    '/.well-known/x',
    '/a..b/...',
    '/%C3%BC/a%20b',
    '/dash%20',
    '/dash/',
    '/dash%2Fx',
    '/dash/%2Fx',
    '/dash%2F%2Fevil.com',
    '/files/a%2Fb;c=d%2Fe?f=%2F#g',
    '/projects/group%2Fproject/issues',
    '/a%2F..b/...%2Fc',
    '/LOGIN',
    '/login-help',
    '/login/help',
    '/users/login',
    '/dash?q=a+b&q=c',
    "/a-b_c~d!e*f'g@h:i$j,k",
  ];
  for (const value of fine) {
    it(`N13 accepts ${JSON.stringify(value)}`, () => {
      expect(safe(value)).toBe(value);
    });
  }

  for (const value of [undefined, null, 5, {}, ['/a'], ['/a', '/b'], new String('/a')]) {
    it(`N13 refuses ${JSON.stringify(value)}, which is no string`, () => {
      expect(safe(value)).toBeNull();
    });
  }

  it('N13 refuses the login page that is configured, and no other', () => {
    expect(safe('/sign/in;a=1', '/sign/in?theme=dark')).toBeNull();
    TestBed.resetTestingModule();
    expect(safe('/login', '/sign/in')).toBe('/login');
    TestBed.resetTestingModule();
    expect(safe('/?a=1', '/')).toBeNull();
  });
});

describe('loginTree', () => {
  it('keeps what loginUrl says, and replaces a returnUrl in it', () => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    const config = { loginUrl: '/login?returnUrl=/x&theme=dark' };
    const tree = loginTree('/a?b=c#d', config, TestBed.inject(Router));
    expect(tree.queryParams).toEqual({ theme: 'dark', returnUrl: '/a?b=c#d' });
  });
});

describe('isSamePage', () => {
  const rows: readonly [a: string, b: string, isSame: boolean][] = [
    ['/', '/?a=1', true],
    ['/a/b', '/a/b;c=1?d=2#e', true],
    ['/a/b', '/a', false],
    ['/a/b', '/ab', false],
    ['/a', '/A', false],
    ['/', '/a', false],
    ['/a(aux:b)', '/a', true],
    ['/a/', '/a', true],
  ];
  for (const [a, b, isSame] of rows) {
    it(`${a} and ${b}: ${isSame ? 'yes' : 'no'}`, () => {
      TestBed.configureTestingModule({ providers: [provideRouter([])] });
      const router = TestBed.inject(Router);
      expect(isSamePage(router.parseUrl(a), router.parseUrl(b))).toBe(isSame);
    });
  }
});

describe('a returnUrl through the router', () => {
  useFakeTime();

  /** Where a signed-in visitor of the login page ends up. */
  async function landing(returnUrl: string): Promise<readonly string[]> {
    const routed = await setUpRoutes(
      [page('login', { canActivate: [guestGuard] }), page('fallback'), page('**')],
      { config: { homeUrl: '/fallback' }, features: [] },
    );
    await routed.app.signIn();
    await routed.go(`/login?returnUrl=${encodeURIComponent(returnUrl)}`);
    return routed.visited;
  }

  for (const value of UNSAFE_RETURN_URLS) {
    it(`N13 ${JSON.stringify(value)} lands on homeUrl`, async () => {
      expect(await landing(value)).toEqual(['/fallback']);
    });
  }

  for (const value of SAFE_RETURN_URLS) {
    it(`N13 ${JSON.stringify(value)} lands exactly there`, async () => {
      // The router escapes in a query what need not be.
      expect((await landing(value)).map(decodeURIComponent)).toEqual([value]);
    });
  }
});

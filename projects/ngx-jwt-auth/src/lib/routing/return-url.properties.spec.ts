import {
  HashLocationStrategy,
  Location,
  PathLocationStrategy,
  PlatformLocation,
  TrailingSlashPathLocationStrategy,
  type LocationStrategy,
} from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import fc from 'fast-check';
import { useSilentConsole } from '../../../spec-support/console';
import { page } from '../../../spec-support/set-up-routes';
import {
  disturbed,
  expectAll,
  expectAsyncProperty,
  expectProperty,
  NASTY_SEGMENTS,
  oneOf,
  TAILS,
} from '../../../spec-support/properties';
import { safeReturnUrl } from './return-url';

const ORIGIN = 'https://app.example.com';

const start = oneOf(
  '/',
  '/',
  '',
  '//',
  '///',
  '/\\',
  '\\/',
  '\\\\',
  '/\t/',
  '\t//',
  ' //',
  '/ /',
  '/%2f',
  '/%5c',
  '/%09/',
  '/./',
  '/.//',
  '/../',
  '/..//',
  '/%2e/',
  '/;/',
  '/;//',
  '/(',
  '/(primary:',
  '/(aux:',
  '/x(aux:',
  './',
  '?',
  '#',
  'https://',
  'https://app.example.com/',
  'https:/',
  'https:',
  'HTTPS:\\\\',
  'javascript:',
  'java\tscript:',
  'data:text/html,',
  '@',
);
const segment = oneOf(
  'dash',
  'login',
  'LOGIN',
  'LogIn',
  'login;a=1',
  'login;',
  ';a=1',
  '%6cogin',
  'l%6Fgin',
  '%6C%6F%67%69%6E',
  '%256cogin',
  'login%20',
  'login%3Ba',
  'login%3Fa',
  'login%23',
  'login.',
  'log\u200bin',
  '\uff4cogin', // a full-width l
  'log\u0131n', // a dotless i
  'login(aux:x)',
  '(login)',
  '(primary:login)',
  '(primary:dash//aux:login)',
  'evil.com',
  'user@evil.com',
  'evil.com:443',
  'xn--evil-.com',
  'evil\u3002com', // an ideographic full stop
  '[::1]',
  '127.1',
  ...NASTY_SEGMENTS,
);
const separator = oneOf('/', '/', '//', '\\', ';', '', '/;');
const anyValue = disturbed(
  fc
    .tuple(
      start,
      segment,
      fc.array(fc.tuple(separator, segment), { maxLength: 3 }),
      oneOf(...TAILS),
    )
    .map((all) => all.flat(2).join('')),
  oneOf(...NASTY_SEGMENTS),
);

describe('safeReturnUrl, whatever the value', () => {
  useSilentConsole(); // Angular warns of a URL that it cannot parse

  let router: Router;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideRouter([page('login', { pathMatch: 'full' }), page('**')])],
    });
    router = TestBed.inject(Router);
  });

  const accepts = (value: unknown, loginUrl = '/login'): value is string =>
    safeReturnUrl(value, { loginUrl }, router) !== null;

  it('N13 stays on the origin, resolved once or twice, escaped or not', () => {
    expectProperty(
      fc.property(anyValue, (value) => {
        if (!accepts(value)) return;
        const once = new URL(value, ORIGIN);
        const rest = once.href.slice(once.origin.length);
        const twice = new URL(rest, ORIGIN);
        const path = unescaped(once.pathname);
        expectAll({
          'the origin': once.origin === ORIGIN,
          'the origin again': twice.href === once.href,
          'the origin of the bare path': new URL(once.pathname, ORIGIN).origin === ORIGIN,
          'the origin of the unescaped path': new URL(path, ORIGIN).origin === ORIGIN,
          'the origin of the unescaped value': new URL(unescaped(value), ORIGIN).origin === ORIGIN,
          'one slash to begin with': /^\/(?![/\\])/.test(path),
          'the path as it stands': value.startsWith(once.pathname),
        });
      }),
      1,
      [['/(p%zzrimary:login)?a=1x']],
    );
  });

  it('N13 accepts again what the router makes of what it accepted', () => {
    expectProperty(
      fc.property(anyValue, (value) => {
        if (!accepts(value)) return;
        const written = router.serializeUrl(router.parseUrl(value));
        const { href, origin } = new URL(value, ORIGIN);
        expectAll({
          'as the router writes it': accepts(written),
          'as the browser writes it': accepts(href.slice(origin.length)),
          'the same path': new URL(written, ORIGIN).pathname === new URL(value, ORIGIN).pathname,
        });
      }),
    );
  });

  it('N13 gives the value back as it is, or null', () => {
    expectProperty(
      fc.property(fc.oneof(anyValue, fc.anything(), fc.string({ unit: 'binary' })), (value) => {
        const result = safeReturnUrl(value, {}, router);
        expectAll({
          'itself or null': result === value || result === null,
          'a text': typeof value === 'string' || result === null,
        });
      }),
    );
  });

  it('N13 is never the login page, however that or the value is written', () => {
    const login = fc.constantFrom(
      { loginUrl: '/login', words: ['login'] },
      { loginUrl: 'login?theme=dark#top', words: ['login'] },
      { loginUrl: '/l%6Fgin;a=1/', words: ['login'] },
      { loginUrl: '/dash/login(aux:x)', words: ['dash', 'login'] },
      { loginUrl: '/ü', words: ['ü'] },
      { loginUrl: '/', words: [] },
    );
    expectProperty(
      fc.property(anyValue, login, (value, { loginUrl, words }) => {
        if (!accepts(value, loginUrl)) return;
        expectAll({ 'another page': wordsOf(value).join('/') !== words.join('/') });
      }),
      1,
      [['/(p%zzrimary:login)?a=1x', { loginUrl: '/login', words: ['login'] }]],
    );
  });

  it('N13 leads the router neither to the login page nor off the origin', async () => {
    const location = TestBed.inject(Location);
    await expectAsyncProperty(
      fc.asyncProperty(anyValue, async (value) => {
        if (!accepts(value)) return;
        await router.navigateByUrl('/');
        await router.navigateByUrl(value).catch(() => 'there is no such outlet');
        const { firstChild } = router.routerState.snapshot.root;
        const isLogin = firstChild?.routeConfig?.path === 'login';
        const { origin, pathname } = new URL(location.path(true), ORIGIN);
        expectAll({
          'not the login page': !isLogin,
          'on the origin': origin === ORIGIN,
          // Angular leaves out a slash at the end, and the outlets that this app does not have.
          'at its path':
            value.includes('(') ||
            (pathname === '/' ? '' : pathname) ===
              new URL(value, ORIGIN).pathname.replace(/\/$/, ''),
        });
      }),
      0.05,
    );
  }, 3_600_000); // as long as it takes when there are more cases
});

describe('safeReturnUrl, for plain pages', () => {
  it('N13 accepts them with any query and any fragment that the router writes', () => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    const router = TestBed.inject(Router);
    const word = fc.string({
      unit: fc.constantFrom(...Array.from('abXY09-_.~ü $@!')),
      minLength: 1,
    });
    const name = word.map((text) => `x${text}`);
    const parameters = fc.dictionary(name, fc.string({ unit: 'grapheme' }), { maxKeys: 3 });
    const matrix = fc.dictionary(name, word, { maxKeys: 2 });
    const commands = fc.array(fc.tuple(name, matrix), { maxLength: 3 });
    expectProperty(
      fc.property(
        commands,
        parameters,
        fc.string({ unit: 'grapheme' }),
        (path, query, fragment) => {
          const tree = router.createUrlTree(['/', ...path.flat()], {
            queryParams: query,
            fragment,
          });
          const value = router.serializeUrl(tree);
          expectAll({ accepted: safeReturnUrl(value, {}, router) === value });
        },
      ),
    );
  });
});

describe('safeReturnUrl, for paths with encoded slashes', () => {
  useSilentConsole(); // Angular warns of a URL that it cannot parse

  let router: Router;
  /** How the browser's address is made of a URL, for a path that the app stands at. */
  let addresses: readonly (readonly [base: string, strategy: LocationStrategy])[];

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    router = TestBed.inject(Router);
    const platform = TestBed.inject(PlatformLocation);
    addresses = [
      ['/', new PathLocationStrategy(platform, '')],
      ['/', new PathLocationStrategy(platform, '/')],
      ['/app/', new PathLocationStrategy(platform, '/app/')],
      ['/app/', new PathLocationStrategy(platform, '/app')],
      ['/app/', new TrailingSlashPathLocationStrategy(platform, '/app/')],
      ['/page#/', new HashLocationStrategy(platform)],
    ];
  });

  const part = oneOf(
    'a',
    'group',
    '',
    '.',
    '..',
    '...',
    '%2E%2E',
    '.%2e',
    '..;a=1',
    ';a=b',
    'evil.com',
    'a:b',
    'user@evil.com',
    'javascript:alert(1)',
    'https:',
    '%5C',
    '%255C',
    '%252F',
    '%252e%252e',
    '%00',
    '%20',
    '%C3%BC',
    'login',
    '(aux:x',
    'x)',
    '(',
  );
  const joint = oneOf('%2F', '/', '%2f', '%2F%2F', '//', '/%2F', '%2F/', '/(', '%5C', ';p=', '');
  const anySlashes = fc
    .tuple(
      oneOf('/', '/', '/%2F', '//', '/a%2F', ''),
      part,
      fc.array(fc.tuple(joint, part), { maxLength: 4 }),
      oneOf(...TAILS),
    )
    .map((all) => all.flat(2).join(''));

  it('N27 stays on the origin and below the base href, in whatever the router and `Location` make of it', () => {
    let tried = 0;
    let accepted = 0;
    expectProperty(
      fc.property(anySlashes, (value) => {
        tried++;
        if (!/^[^?#]*%2f/i.test(value) || safeReturnUrl(value, {}, router) === null) return;
        accepted++;
        const tree = router.parseUrl(value);
        const first = tree.root.children['primary']?.segments[0];
        const written = router.serializeUrl(tree);
        const path = written.replace(/[?#].*/, '');
        const slashes = path.replace(/%2f/gi, '/');
        expectAll({
          'the same page when it is read again':
            router.serializeUrl(router.parseUrl(written)) === written,
          'a first segment that begins with no slash': !first || /^[^/\\]/.test(first.path),
          'no backslash': !unescaped(path).includes('\\'),
          'no dot segment': !/\/\.{1,2}([/;]|$)/.test(unescaped(slashes)),
          'the same path with slashes': new URL(slashes, ORIGIN).pathname === slashes,
        });
        for (const [base, strategy] of addresses) {
          // What `Location` gives to `history.pushState()`.
          const address = new Location(strategy).prepareExternalUrl(written);
          const { href, origin } = new URL(address, `${ORIGIN}/page`);
          const read = new URL(address.replace(/%2f/gi, '/'), `${ORIGIN}/page`).href;
          expectAll({
            [`the origin, with ${address}`]: origin === ORIGIN,
            [`its path, with ${address}`]: href.startsWith(ORIGIN + base + path.slice(1)),
            [`the same path with slashes, with ${address}`]: read.startsWith(
              ORIGIN + base + slashes.slice(1),
            ),
          });
        }
      }),
      1,
      [['/(aux:x%2Fx)?a=1']],
    );
    expect(accepted / tried).toBeGreaterThan(0.05); // of fewer it would say little
  });

  it('N27 accepts each page of this app, but for one that begins with a slash', () => {
    const name = fc.string({
      unit: fc.constantFrom(...Array.from('abXY09-_~ü $@!/')),
      minLength: 1,
    });
    const names = fc.array(
      name.map((text) => `x${text}`),
      { minLength: 1, maxLength: 4 },
    );
    expectProperty(
      fc.property(names, (path) => {
        const value = router.serializeUrl(router.createUrlTree(['/', ...path]));
        expectAll({ accepted: safeReturnUrl(value, {}, router) === value });
      }),
    );
  });
});

/**
 * As a server reads it that unescapes what it can. Where nobody can, it is the name of an outlet,
 * which the router takes as it stands.
 */
function unescaped(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

/** The words of a path that a reader takes for its own: unescaped, no parameters, no other outlets. */
function wordsOf(value: string): readonly string[] {
  const { pathname } = new URL(value, ORIGIN);
  const primary = /^\/\((?:primary:)?([^()]*?)(?:\/\/.*)?\)/.exec(pathname)?.[1];
  return (primary ?? pathname.replace(/\(.*/, ''))
    .split('/')
    .map((each) => unescaped(each.split(';')[0]!))
    .filter(Boolean);
}

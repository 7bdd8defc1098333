import {
  APP_BASE_HREF,
  HashLocationStrategy,
  Location,
  LocationStrategy,
  NoTrailingSlashPathLocationStrategy,
  TrailingSlashPathLocationStrategy,
} from '@angular/common';
import type { Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  DefaultUrlSerializer,
  ROUTER_CONFIGURATION,
  UrlHandlingStrategy,
  UrlSegment,
  UrlSegmentGroup,
  UrlSerializer,
  UrlTree,
  type Routes,
} from '@angular/router';
import { useSilentConsole } from '../../../spec-support/console';
import { useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenStore } from '../session/with-token-store';
import { authGuard } from './auth-guard';
import { guestGuard } from './guest-guard';
import { injectReturnUrl } from './inject-return-url';

const ROUTES: Routes = [
  page('', { pathMatch: 'full' }),
  page('login', { canActivate: [guestGuard] }),
  page('matched', { canMatch: [authGuard], children: [page('**')] }),
  page('**', { canActivate: [authGuard] }),
];

/** Pages as the standard router writes them. */
const PAGES = [
  '/account/7?tab=2&q=a%20b%26c&r=%5C#top',
  '/matched/Some/Page;a=1?y=2',
  '/caf%C3%A9/x%20y?q=%C3%BC',
  '/wiki/Foo_%28bar%29/@me',
  '/c%2B%2B?q=a%2Bb',
  '/docs/index.html',
  '/100%25?q=5%25',
];

const ENCODED_SLASHES = [
  '/files/a%2Fb',
  '/projects/group%2Fproject/issues?q=%2F#top',
  '/a/%2Fetc%2F/index.html;in=b%2Fc',
];

const standard = new DefaultUrlSerializer();

/** A serializer that changes what the standard one writes, and that reads it. */
function serializer(
  write: (url: string) => string,
  read: (url: string) => string = (url) => url,
): readonly Provider[] {
  const useValue: UrlSerializer = {
    parse: (url) => standard.parse(read(url)),
    serialize: (tree) => write(standard.serialize(tree)),
  };
  return [{ provide: UrlSerializer, useValue }];
}

/** The query as JSON behind an exclamation mark. */
const jsonQuery: UrlSerializer = {
  parse: (url) => {
    const [path = '', query] = url.split(/!(.*)/);
    const tree = standard.parse(path);
    if (query !== undefined) {
      tree.queryParams = JSON.parse(decodeURIComponent(query)) as Record<string, string>;
    }
    return tree;
  },
  serialize: ({ root, queryParams }) => {
    const path = standard.serialize(new UrlTree(root));
    if (Object.keys(queryParams).length === 0) return path;
    return `${path}!${encodeURIComponent(JSON.stringify(queryParams))}`;
  },
};

const lower = (url: string): string => url.toLowerCase();

/** The path of a URL, changed. */
function onPath(change: (path: string) => string): (url: string) => string {
  return (url) => url.replace(/^[^?#]*/, change);
}

/** A hybrid app: what is under `/ng` is Angular's, which does not see that prefix. */
class Prefixed implements UrlHandlingStrategy {
  shouldProcessUrl(url: UrlTree): boolean {
    return segmentsOf(url)[0]?.path === 'ng';
  }

  extract(url: UrlTree): UrlTree {
    return withSegments(url, segmentsOf(url).slice(1));
  }

  merge(part: UrlTree): UrlTree {
    return withSegments(part, [new UrlSegment('ng', {}), ...segmentsOf(part)]);
  }
}

/** A hybrid app: Angular has the primary outlet, another router has those beside it. */
class Beside implements UrlHandlingStrategy {
  shouldProcessUrl(): boolean {
    return true;
  }

  extract(url: UrlTree): UrlTree {
    return withSegments(url, segmentsOf(url));
  }

  merge(part: UrlTree, whole: UrlTree): UrlTree {
    const root = new UrlSegmentGroup([], { ...whole.root.children, ...part.root.children });
    return new UrlTree(root, part.queryParams, part.fragment);
  }
}

function segmentsOf(tree: UrlTree): UrlSegment[] {
  return tree.root.children['primary']?.segments ?? [];
}

function withSegments(tree: UrlTree, segments: UrlSegment[]): UrlTree {
  const children = segments.length > 0 ? { primary: new UrlSegmentGroup(segments, {}) } : {};
  return new UrlTree(new UrlSegmentGroup([], children), tree.queryParams, tree.fragment);
}

const CHANGES: Readonly<Record<string, readonly Provider[]>> = {
  nothing: [],
  'a serializer that writes umlauts as they are': serializer((url) =>
    url.replace(/%C3%A9/g, 'é').replace(/%C3%BC/g, 'ü'),
  ),
  'a serializer that writes spaces as they are': serializer((url) => url.replace(/%20/g, ' ')),
  'a serializer that writes a plus for a space': serializer(
    (url) => url.replace(/%20/g, '+'),
    (url) => url.replace(/\+/g, '%20'),
  ),
  'a serializer that writes a plus as it is': serializer(
    (url) => url.replace(/%2B/g, '+'),
    (url) => url.replace(/\+/g, '%2B'),
  ),
  'a serializer that writes parentheses as they are': serializer(
    (url) => url.replace(/%28/g, '(').replace(/%29/g, ')'),
    (url) => url.replace(/\(/g, '%28').replace(/\)/g, '%29'),
  ),
  'a serializer that writes a percent sign as it is where it can': serializer(
    (url) => url.replace(/%25(?![0-9A-F]{2})/g, '%'),
    (url) => url.replace(/%(?![0-9A-F]{2})/g, '%25'),
  ),
  'a serializer that escapes @': serializer((url) => url.replace(/@/g, '%40')),
  'a serializer that writes / and = in a query as they are': serializer((url) =>
    url.replace(/\?.*/, (query) => query.replace(/%2F(?!index)/g, '/').replace(/%3D/g, '=')),
  ),
  'a serializer that writes in lower case': serializer(lower),
  'a serializer that reads in lower case': serializer((url) => url, lower),
  'a serializer that reads and writes in lower case': serializer(lower, lower),
  'a serializer that reads paths in lower case': serializer((url) => url, onPath(lower)),
  'a serializer that adds a slash at the end': serializer(
    onPath((path) => path.replace(/\/?$/, '/')),
  ),
  'a serializer that adds a slash and takes it off': serializer(
    onPath((path) => path.replace(/\/?$/, '/')),
    onPath((path) => path.replace(/(.)\/$/, '$1')),
  ),
  'a serializer with another syntax for queries': [{ provide: UrlSerializer, useValue: jsonQuery }],
  'a prefix for hybrid apps': [{ provide: UrlHandlingStrategy, useClass: Prefixed }],
  'another router beside': [{ provide: UrlHandlingStrategy, useClass: Beside }],
  'inherited parameters': routerConfiguration({ paramsInheritanceStrategy: 'always' }),
  'eager updates of the address': routerConfiguration({ urlUpdateStrategy: 'eager' }),
  'parameters that are kept': routerConfiguration({
    canceledNavigationResolution: 'computed',
    defaultQueryParamsHandling: 'merge',
    onSameUrlNavigation: 'reload',
  }),
  'the address in the hash': [{ provide: LocationStrategy, useClass: HashLocationStrategy }],
  'a base href': [{ provide: APP_BASE_HREF, useValue: '/apps/one/' }],
  'a slash at the end of each address': [
    { provide: LocationStrategy, useClass: TrailingSlashPathLocationStrategy },
  ],
  'no slash at the end of an address': [
    { provide: LocationStrategy, useClass: NoTrailingSlashPathLocationStrategy },
  ],
};

function routerConfiguration(useValue: object): readonly Provider[] {
  return [{ provide: ROUTER_CONFIGURATION, useValue }];
}

describe('a returnUrl, where the app has changed of the router', () => {
  useFakeTime();
  useSilentConsole(); // the router warns of URLs that it cannot parse
  let store: SharedStore;

  beforeEach(() => {
    store = new SharedStore();
  });

  for (const [name, providers] of Object.entries(CHANGES)) {
    it(`N26 leads to the page that was asked for: ${name}`, async () => {
      for (const url of PAGES) await comeBack(providers, url);
    });
  }

  for (const name of ['nothing', 'the address in the hash', 'a base href'] as const) {
    it(`N27 leads to a page with an encoded slash in its path: ${name}`, async () => {
      for (const url of ENCODED_SLASHES) expect(await comeBack(CHANGES[name]!, url)).toBe(url);
    });
  }

  /** Each way from a page to the login page and back again; gives back the URL of the page. */
  async function comeBack(providers: readonly Provider[], url: string): Promise<string> {
    const routed = await start(providers);
    await routed.app.signIn();
    await routed.go(url);
    const wanted = routed.router.url;
    expect(routed.text).withContext(url).not.toBe('[]');

    store.changeElsewhere(null);
    await routed.settle();
    expect(routed.text).withContext(`${wanted} after the end of the session`).toBe('[login]');
    expect(await afterSignIn(routed))
      .withContext('after another sign-in')
      .toBe(wanted);

    const anonymous = await start(providers);
    await anonymous.go(url);
    expect(anonymous.text).withContext(url).toBe('[login]');
    const address = TestBed.inject(Location).path(true);
    expect(await afterSignIn(anonymous))
      .withContext('after the first sign-in')
      .toBe(wanted);

    const reloaded = await start(providers);
    await load(reloaded, address);
    expect(await afterSignIn(reloaded))
      .withContext(`after a reload of ${address}`)
      .toBe(wanted);

    const guest = await start(providers);
    await guest.app.signIn();
    await load(guest, address);
    expect(guest.router.url).withContext('by the guard of the login page').toBe(wanted);
    return wanted;
  }

  /** The app, loaded anew. */
  function start(providers: readonly Provider[]): Promise<RoutedApp> {
    TestBed.resetTestingModule();
    store = new SharedStore();
    return setUpRoutes(ROUTES, { providers, features: [withTokenStore(store)] });
  }

  /** What the browser does with an address that is opened. */
  async function load(routed: RoutedApp, address: string): Promise<void> {
    TestBed.inject(Location).replaceState(address);
    routed.router.initialNavigation();
    await routed.settle();
  }

  async function afterSignIn(routed: RoutedApp): Promise<string> {
    await routed.app.signIn();
    await routed.go(TestBed.runInInjectionContext(injectReturnUrl)());
    return routed.router.url;
  }
});

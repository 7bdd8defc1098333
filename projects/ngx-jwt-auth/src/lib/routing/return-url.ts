import { UrlTree, type Navigation, type Router } from '@angular/router';
import type { JwtAuthConfig } from '../jwt-auth-config';

/** The query parameter that carries the page to come back to. */
const RETURN_URL = 'returnUrl';

/**
 * In a path: a backslash, an encoded backslash or control character, an encoded slash to begin with,
 * a dot segment, also for who reads an encoded slash as a slash.
 */
const SUSPICIOUS = /\\|^\/%2f|%(?:5c|[01].|7f)|(?:\/|%2f)(?:\.|%2e){1,2}(?:[/;]|%2f|$)/i;

/**
 * Gives back a return URL that is safe to navigate to, else null: a page of this app as the router
 * itself would write it, and not the login page in any spelling.
 *
 * @internal exported for its specs
 */
export function safeReturnUrl(
  value: unknown,
  { loginUrl = '/login' }: JwtAuthConfig,
  router: Router,
): string | null {
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  if (typeof value !== 'string' || !/^\/(?![/\\])[^\x00-\x1f\x7f]*$/.test(value)) return null;
  try {
    const tree = router.parseUrl(value);
    const written = router.serializeUrl(tree);
    // The router reads '/' where it cannot decode.
    if (written !== value) decodeURIComponent(value);
    const path = router.serializeUrl(new UrlTree(tree.root));
    const inBrowser = new URL(path, 'http://a').pathname;
    const isSafe =
      !SUSPICIOUS.test(path) &&
      router.serializeUrl(router.parseUrl(inBrowser)) === path &&
      (written === value || [path, inAddress(path, router)[1]].includes(pathOf(value))) &&
      screenOf(tree) !== screenOf(router.parseUrl(loginUrl));
    return isSafe ? value : null;
  } catch {
    return null;
  }
}

/**
 * A return URL as the router reads it in an address that it has written: an app's own serializer
 * may change its case, and that of its name.
 */
function inAddress(returnUrl: string, router: Router): readonly [name: string, value: unknown] {
  const tree = new UrlTree(undefined, { [RETURN_URL]: returnUrl });
  const [entry = ['', '']] = Object.entries(router.parseUrl(router.serializeUrl(tree)).queryParams);
  return entry;
}

/** The login page, told where to come back to. */
export function loginTree(
  returnUrl: string,
  { loginUrl = '/login' }: JwtAuthConfig,
  router: Router,
): UrlTree {
  const tree = router.parseUrl(loginUrl);
  tree.queryParams = { ...tree.queryParams, [RETURN_URL]: returnUrl };
  return tree;
}

/** Where to go after the sign-in: the `returnUrl` of that URL if it is safe, else `homeUrl`. */
export function returnUrlOf(
  { queryParams }: Pick<UrlTree, 'queryParams'>,
  config: JwtAuthConfig,
  router: Router,
): string {
  const value: unknown = queryParams[RETURN_URL] ?? queryParams[inAddress('/', router)[0]];
  return safeReturnUrl(value, config, router) ?? config.homeUrl ?? '/';
}

/** The navigation under way, or null. */
export function currentNavigation(router: Router): Navigation | null {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the signal came with Angular 20.2
  return router.getCurrentNavigation();
}

/** The URL that the router is going to, or is at. */
export function targetTree(router: Router): UrlTree {
  const navigation = currentNavigation(router);
  return navigation?.finalUrl ?? navigation?.extractedUrl ?? router.parseUrl(router.url);
}

/** Whether two URLs show the same page: their primary paths, without parameters. */
export function isSamePage(a: UrlTree, b: UrlTree): boolean {
  return screenOf(a) === screenOf(b);
}

function screenOf(tree: UrlTree): string {
  const segments = tree.root.children['primary']?.segments.map(({ path }) => path) ?? [];
  return segments.filter(Boolean).join('/'); // a slash at the end is an empty segment
}

function pathOf(url: string): string {
  return url.replace(/[?#].*/s, '');
}

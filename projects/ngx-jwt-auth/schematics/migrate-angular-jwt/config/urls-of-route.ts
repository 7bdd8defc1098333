/** A page nobody has: what resolves to it was relative. */
const PAGE = 'http://page.invalid';

/** What provideJwtAuth() refuses in a path. */
const UNUSABLE = /[\\*]|%2f|%5c|(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;

/**
 * The entries of `neverAttachTo` that stand for a string of `disallowedRoutes`, or null where none
 * does. angular-jwt compares host name and path, and neither scheme nor port: so it is once for
 * each origin on that host that tokens go to.
 */
export function urlsOfRoute(route: string, origins: readonly string[]): readonly string[] | null {
  let url: URL;
  try {
    url = new URL(route, PAGE);
  } catch {
    return null;
  }
  // An entry covers what is below it: of the root that would be everything.
  const isUsable = /^https?:$/.test(url.protocol) && !url.username && url.pathname !== '/';
  if (!isUsable || UNUSABLE.test(url.pathname)) return null;
  if (url.origin === PAGE) return [url.pathname];
  const same = origins.filter((origin) => new URL(origin).hostname === url.hostname);
  const own = route.startsWith('//') ? `https://${url.host}` : url.origin;
  return (same.length > 0 ? same : [own]).map((origin) => origin + url.pathname);
}

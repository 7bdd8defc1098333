import type { JwtAuthConfig } from '../jwt-auth-config';

/** Whether a request to this URL may carry the access token. */
export type AttachTarget = (url: string) => boolean;

/** An entry of `attachTo`. */
export type AttachEntry = NonNullable<JwtAuthConfig['attachTo']>[number];

/**
 * In a path: a backslash, an encoded one, a control character; a parameter with an encoded slash,
 * where it may end; a dot segment, be it between encoded slashes, with a parameter (`..;`) or with
 * spaces around it, which URL parsers drop.
 */
const SUSPICIOUS =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\\\x00-\x1f]|%5c|(?:;|%3b)[^/]*%2f|(?:^ *|\/|%2f)(?:\.|%2e){1,2}(?:[/;]|%2f|%3b| *$)/i;

/**
 * A URL in which all parsers read the same: an origin in lower case, or none, and segments of plain
 * characters that do not begin with a dot. Nearly every request has one.
 */
const PLAIN = /^(https?:\/\/[a-z\d.-]+(?::\d+)?)?((?:\/[\w~-][\w~.-]*)+\/?)(?:[?#]|$)/;

/** An origin, a path in it without a slash at its end, and whether names below have slashes. */
type Place = readonly [origin: string, path: string, allowsSlash: boolean | undefined];

/**
 * Makes the matcher of requests: parsed origins plus whole path segments. `never` wins over
 * `always`, and is compared as a server may read it: no escape, `//` or `;parameter` gets past it.
 *
 * @param page The URL of the page, whose origin is the default and that of root-relative entries.
 * @param base Has the URL that those of requests are resolved against, as `document` does: it may
 * change.
 */
export function createAttachTarget(
  page: string,
  base: { readonly baseURI: string },
  always: readonly AttachEntry[] = ['/'], // the page's own origin
  never: readonly string[] = [],
): AttachTarget {
  const parse = (entries: readonly AttachEntry[], spell: (path: string) => string): Place[] =>
    entries.flatMap((entry: string | Partial<Exclude<AttachEntry, string>>) => {
      const { url = entry as string, allowEncodedSlash } = entry as Exclude<typeof entry, string>;
      const target = parseTarget(url, page);
      return target
        ? [[target.origin, spell(target.pathname).replace(/\/$/, ''), allowEncodedSlash]]
        : [];
    });
  const covered = parse(always, String);
  const excluded = parse(never, asServed);
  const { origin: own } = new URL(page);
  const root = `${own}/`; // once: each request asks

  return (url) => {
    const plain = PLAIN.exec(url);
    const path = plain?.[2];
    if (path) {
      const origin = plain[1] ?? (base.baseURI.startsWith(root) ? own : '');
      if (isBelow(origin, path, covered)) {
        return !excluded.length || !isBelow(origin, path, excluded);
      }
    }
    const target = parseTarget(url, base.baseURI);
    if (!target) return false;
    const { origin, pathname } = target;
    // Nothing leaves an origin by an encoded slash. But where the path matters, here or for what is
    // excluded, the entry must allow it: to some servers it is a slash.
    const open = covered.filter(
      ([, place, allowsSlash]) =>
        (allowsSlash ?? !(place || excluded.flat().includes(origin))) || !/%2f/i.test(pathname),
    );
    return isBelow(origin, pathname, open) && !isBelow(origin, asServed(pathname), excluded);
  };
}

/**
 * Parses a URL the way the browser will, or gives null for one that no token must go to: not
 * http, with credentials, or with a path that servers read in different ways.
 */
export function parseTarget(url: string, page: string): URL | null {
  if (SUSPICIOUS.test(url.replace(/[?#].*/s, ''))) return null;
  try {
    const target = new URL(url, page);
    decodeURIComponent(target.pathname);
    // An authority with an @ has credentials.
    return /^https?:\/\/[^/@]+\//.test(target.href) ? target : null;
  } catch {
    return null;
  }
}

/** By whole segments; nothing is put together for it, since each request asks. */
function isBelow(origin: string, path: string, places: readonly Place[]): boolean {
  return places.some(
    ([placeOrigin, place]) =>
      placeOrigin === origin && path.startsWith(place) && (path[place.length] ?? '/') === '/',
  );
}

/** A path as a server may read it: unescaped, without parameters and empty segments. */
function asServed(path: string): string {
  return decodeURIComponent(path)
    .replace(/;[^/]*/g, '')
    .replace(/\/+/g, '/');
}

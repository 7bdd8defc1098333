/** Whether a request to this URL may carry the access token. */
export type AttachTarget = (url: string) => boolean;

/**
 * In a path: a backslash, a control character, an encoded slash or backslash, a dot segment, be it
 * one with a parameter (`..;`) or with spaces around it, which URL parsers drop.
 */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const SUSPICIOUS = /[\\\x00-\x1f]|%2f|%5c|(?:^ *|\/)(?:\.|%2e){1,2}(?:[/;]| *$)/i;

/**
 * Makes the matcher of requests: parsed origins plus whole path segments. `never` wins over
 * `always`, and is compared as a server may read it: no escape, `//` or `;parameter` gets past it.
 *
 * @param page The URL of the page, whose origin is the default and that of root-relative entries.
 * @param base Gives the URL that those of requests are resolved against: it may change.
 */
export function createAttachTarget(
  page: string,
  base: () => string,
  always: readonly string[] = ['/'], // the page's own origin
  never: readonly string[] = [],
): AttachTarget {
  const parse = (entries: readonly string[]): URL[] =>
    entries.flatMap((entry) => parseTarget(entry, page) ?? []);
  const covered = parse(always);
  const excluded = parse(never);
  return (url) => {
    const target = parseTarget(url, base());
    return (
      !!target &&
      covered.some((entry) => isBelow(target, entry)) &&
      !excluded.some((entry) => isBelow(target, entry, asServed))
    );
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

function isBelow(target: URL, entry: URL, spell: (path: string) => string = String): boolean {
  const base = spell(entry.pathname).replace(/\/$/, '');
  return target.origin === entry.origin && `${spell(target.pathname)}/`.startsWith(`${base}/`);
}

/** A path as a server may read it: unescaped, without parameters and empty segments. */
function asServed(path: string): string {
  return decodeURIComponent(path)
    .replace(/;[^/]*/g, '')
    .replace(/\/+/g, '/');
}

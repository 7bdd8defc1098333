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
 * `always`, and is compared unescaped: an escape more or less does not get past it.
 *
 * @param page The URL of the page, whose origin is the default and that of root-relative entries.
 * @param base Gives the URL that those of requests are resolved against: it may change.
 */
export function createAttachTarget(
  page: string,
  base: () => string,
  always: readonly string[] | undefined,
  never: readonly string[] = [],
): AttachTarget {
  const covered = parseEntries(always ?? ['/'], page); // the page's own origin
  const excluded = parseEntries(never, page);
  return (url) => {
    const target = parseTarget(url, base());
    return (
      !!target &&
      covered.some((entry) => isBelow(target, entry, (path) => path)) &&
      !excluded.some((entry) => isBelow(target, entry, decodeURIComponent))
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
    const isPlain = /^https?:/.test(target.protocol) && !target.username && !target.password;
    return isPlain ? target : null;
  } catch {
    return null;
  }
}

function parseEntries(entries: readonly string[], page: string): readonly URL[] {
  return entries.flatMap((entry) => parseTarget(entry, page) ?? []);
}

function isBelow(target: URL, entry: URL, spell: (path: string) => string): boolean {
  const base = spell(entry.pathname).replace(/\/$/, '');
  return target.origin === entry.origin && `${spell(target.pathname)}/`.startsWith(`${base}/`);
}

import type { AttachRules } from '../session/dev-notes';
import { createAttachTarget, type AttachEntry } from './attach-target';

export interface AttachExplanation {
  readonly isAttached: boolean;
  /** A word for the kind of reason, so that each is told once. */
  readonly kind: string;
  readonly reason: string;
}

/** Says by which entry a URL gets the token, or why it gets none and what to do. In development only. */
export function explainAttachment(url: string, rules: AttachRules): AttachExplanation {
  const { page, base, attachTo = ['/'], neverAttachTo = [] } = rules;
  const isFor = (always: readonly AttachEntry[], never: readonly string[]): boolean =>
    createAttachTarget(page, { baseURI: base }, always, never)(url);

  const by = attachTo.find((entry) => isFor([entry], neverAttachTo));
  if (by !== undefined) {
    const { reason } = why('attached', `The attachTo entry '${urlOf(by)}' covers it.`);
    return { isAttached: true, kind: 'attached', reason };
  }
  const allowing = attachTo.map((entry) => ({ url: urlOf(entry), allowEncodedSlash: true }));
  const excluding = neverAttachTo.find((entry) => !isFor(allowing, [entry]));
  if (excluding !== undefined && isFor(allowing, [])) {
    return why('excluded', `The neverAttachTo entry '${excluding}' excludes it.`);
  }
  const slashed = allowing.find((entry) => isFor([entry], neverAttachTo))?.url;
  if (slashed !== undefined) {
    return why(
      'encoded-slash',
      'Its path has an encoded slash, which leads elsewhere where a server takes it for a slash, and ' +
        `the attachTo entry '${slashed}' has a path, or neverAttachTo excludes something there. If it ` +
        `is a part of a name for your server, allow it: { url: '${slashed}', allowEncodedSlash: true }.`,
    );
  }
  return explainSpelling(url, base) ?? explainUncovered(new URL(url, base), rules);
}

/** A URL for the eyes of a developer: without query and credentials, and no long text, which may be a token. */
export function showUrl(url: string, base: string): string {
  const plain = pathOf(url).replace(/\/\/[^/\\]*@/, '//');
  if (!URL.canParse(plain, base)) return shorten(plain);
  const { protocol, host, pathname } = new URL(plain, base);
  return (host && `${protocol}//${host}`) + shorten(pathname);
}

/** What is wrong with the URL, whatever the rules. */
function explainSpelling(url: string, base: string): AttachExplanation | undefined {
  const path = pathOf(url);
  const target = URL.canParse(url, base) ? new URL(url, base) : null;
  if (!target || !/^https?:$/.test(target.protocol)) {
    return why('no-http', 'It is no http or https URL.');
  }
  if (/^https?:\/\/[^/]*@/.test(target.href)) {
    return why('credentials', 'The URL has credentials. Leave them out.');
  }
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  if (/[\\\x00-\x1f]|%5c/i.test(path)) {
    return why(
      'backslash',
      'Its path has a backslash or a control character, which servers read in different ways. Leave it out.',
    );
  }
  if (/(?:^ *|\/|%2f)(?:\.|%2e){1,2}(?:[/;]|%2f|%3b| *$)/i.test(path)) {
    return why(
      'dot-segment',
      "Its path has a dot segment ('.' or '..', be it escaped), which servers read in different ways. " +
        'Write the path out.',
    );
  }
  if (/(?:;|%3b)[^/]*%2f/i.test(path)) {
    return why(
      'parameter',
      "Its path has an encoded slash behind a ';', and nobody knows whether the parameter ends there " +
        'for the server. Leave one of them out.',
    );
  }
  try {
    decodeURIComponent(target.pathname);
  } catch {
    return why(
      'escape',
      "Its path has a '%' that begins no escape. Call encodeURIComponent() for what you put into it.",
    );
  }
  return undefined;
}

/** The entry that comes nearest, and what it lacks. */
function explainUncovered(target: URL, { page, attachTo }: AttachRules): AttachExplanation {
  const { origin, host, hostname } = target;
  const isOwn = origin === new URL(page).origin;
  if (!attachTo) {
    return why(
      'uncovered',
      "attachTo is not set, so only the page's own origin is covered. Name the API: " +
        `attachTo: ['${origin}'], with '/' beside it if the own origin needs the token too.`,
    );
  }
  const entries = attachTo.flatMap((each) => {
    const entry = urlOf(each);
    return URL.canParse(entry, page) ? [{ entry, at: new URL(entry, page) }] : [];
  });
  const find = (is: (at: URL) => boolean): string | undefined =>
    entries.find(({ at }) => is(at))?.entry;

  const sameOrigin = find((at) => at.origin === origin);
  if (sameOrigin !== undefined) {
    const first = `/${shorten(target.pathname.split('/')[1] ?? '')}`;
    return why(
      'uncovered',
      `The nearest attachTo entry is '${sameOrigin}', which covers its path and what is below it, by ` +
        `whole segments. Add one for this path, such as '${isOwn ? first : origin + first}'.`,
    );
  }
  if (isOwn) {
    return why(
      'uncovered',
      "attachTo replaces the default, which is the page's own origin. Add '/' to it, or a path such as '/api'.",
    );
  }
  const sameHost = find((at) => at.host === host);
  if (sameHost !== undefined) {
    return why(
      'uncovered',
      `The nearest attachTo entry is '${sameHost}', but one is http and the other https. Use one of ` +
        'them in both.',
    );
  }
  const sameName = find((at) => at.hostname === hostname);
  if (sameName !== undefined) {
    return why(
      'uncovered',
      `The nearest attachTo entry is '${sameName}', but the port is another one. Add '${origin}'.`,
    );
  }
  const nearest = nearestHost(hostname, entries);
  if (nearest === undefined) {
    return why('uncovered', `attachTo is empty, so nothing is covered. Add '${origin}'.`);
  }
  return why(
    'uncovered',
    `The nearest attachTo entry is '${nearest}', but the host is another one. Add '${origin}' if ` +
      'that is your API.',
  );
}

/** By how much of the end of the host name it shares, label by label. */
function nearestHost(
  hostname: string,
  entries: readonly { readonly entry: string; readonly at: URL }[],
): string | undefined {
  const labels = hostname.split('.').reverse();
  const shared = (at: URL): number => {
    const others = at.hostname.split('.').reverse();
    const end = labels.findIndex((label, index) => label !== others[index]);
    return end < 0 ? labels.length : end;
  };
  return [...entries].sort((one, other) => shared(other.at) - shared(one.at))[0]?.entry;
}

function pathOf(url: string): string {
  return url.replace(/[?#].*/s, '');
}

function urlOf(entry: AttachEntry): string {
  return typeof entry === 'string' ? entry : entry.url;
}

function shorten(path: string): string {
  return path.replace(/[^/]{41,}/g, (part) => `${part.slice(0, 8)}...`);
}

/** A reason why there is no token; `npm run check -- errors` looks for the text in docs/errors.md. */
export function why(kind: string, reason: string): AttachExplanation {
  return { isAttached: false, kind, reason };
}

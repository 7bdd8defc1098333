import fc from 'fast-check';
import {
  disturbed,
  expectAll,
  expectProperty,
  NASTY_SEGMENTS,
  oneOf,
  TAILS,
} from '../../../spec-support/properties';
import { createAttachTarget } from './attach-target';

const PAGE = 'https://app.example.com/tenant/';

/** Entries as an app writes them, and what they stand for, written out and not computed. */
const ENTRIES = [
  { entry: 'https://api.example.com/v1', origin: 'https://api.example.com', path: ['v1'] },
  { entry: '/api/', origin: 'https://app.example.com', path: ['api'] },
  { entry: 'https://MÜNCHEN.example', origin: 'https://xn--mnchen-3ya.example', path: [] },
  { entry: 'https://one.example:8443/a b', origin: 'https://one.example:8443', path: ['a%20b'] },
  { entry: 'http://0x7f.1:3000', origin: 'http://127.0.0.1:3000', path: [] },
  { entry: 'https://[0:0::1]/v1', origin: 'https://[::1]', path: ['v1'] },
] as const;
const EXCLUDED = [
  {
    entry: 'https://api.example.com/v1/public',
    origin: 'https://api.example.com',
    path: ['v1', 'public'],
  },
  { entry: '/api/grün/', origin: 'https://app.example.com', path: ['api', 'grün'] },
] as const;

const isCovered = createAttachTarget(
  PAGE,
  { baseURI: PAGE },
  ENTRIES.map(({ entry }) => entry),
  EXCLUDED.map(({ entry }) => entry),
);

const scheme = oneOf(
  'https:',
  '',
  'HTTPS:',
  'http:',
  'ws:',
  'ftp:',
  'file:',
  'blob:https:',
  'javascript:',
  'data:text/html,',
  'ht\ntps:',
  ' https:',
  '\0https:',
  'https\t:',
);
const slashes = oneOf('//', '/', '', '///', '\\\\', '/\\', '\\/', '/\t/', '/\n/', '//\r');
const userInfo = oneOf(
  '',
  '',
  '@',
  ':@',
  'user@',
  'user:pw@',
  ':pw@',
  'api.example.com@',
  'api.example.com:443@',
  'api.example.com%40',
  'api.example.com\\@',
  'api.example.com/@',
  'api.example.com#@',
  'api.example.com?@',
);
const host = oneOf(
  'api.example.com',
  'app.example.com',
  'münchen.example',
  'xn--mnchen-3ya.example',
  'MU\u0308NCHEN.EXAMPLE',
  'one.example',
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::1%25eth0]',
  'API.EXAMPLE.COM',
  'api.example.com.',
  'api.example.com..',
  '.api.example.com',
  'api\u3002example\u3002com', // ideographic full stops
  '\uff41pi.example.com', // a full-width a
  '\u0430pi.example.com', // a Cyrillic a
  '\u24d0pi.example.com', // a circled a
  'a\u00adpi.example.com', // a soft hyphen
  'api\u200d.example.com',
  'api%2eexample.com',
  'api.example.com%00.evil.com',
  'api.example.com%2f.evil.com',
  'api.exa\tmple.com',
  'api.example.com.evil.com',
  'evil-api.example.com',
  'x.api.example.com',
  'example.com',
  'evil.com',
  '',
);
const port = oneOf(
  '',
  '',
  ':443',
  ':80',
  ':',
  ':0443',
  ':8443',
  ':3000',
  ':44\t3',
  ':99999',
  ':-1',
);
const segment = oneOf(
  'v1',
  'public',
  'api',
  'gr%C3%BCn',
  'grün',
  'V1',
  'v10',
  'Public',
  '%76%31',
  '%70ublic',
  'publi%63',
  'pub%256cic',
  'public;a=1',
  'public%3Ba',
  'public.',
  'public%20',
  'a b',
  'a%20b',
  'a+b',
  ...NASTY_SEGMENTS,
);
const separator = oneOf('/', '/', '//', '\\', '/./', '/;/', '', '/\t');
const path = fc
  .array(fc.tuple(separator, segment), { maxLength: 5 })
  .map((parts) => parts.flat().join(''));
const url = disturbed(
  fc.tuple(scheme, slashes, userInfo, host, port, path, oneOf(...TAILS)).map((all) => all.join('')),
  oneOf(...NASTY_SEGMENTS),
);

/** Mostly a path below what is covered, so that most of it depends on the path. */
const covered = fc.constantFrom(
  'https://api.example.com/v1',
  'https://API.example.com:443/v1',
  'https://api.example.com',
  '/api',
  '',
  'https://app.example.com/api',
  'https://münchen.example',
  'https://one.example:8443/a b',
  'http://127.1:3000',
  'https://[::1]/v1',
);
const coveredUrl = disturbed(
  fc.tuple(covered, path, oneOf(...TAILS)).map((all) => all.join('')),
  oneOf(...NASTY_SEGMENTS),
);
const anyUrl = fc.oneof(url, coveredUrl);

/** What a request to this URL is for the browser, or null. */
function asSent(text: string): URL | null {
  return URL.canParse(text, PAGE) ? new URL(text, PAGE) : null;
}

function segmentsOf(pathname: string): readonly string[] {
  return pathname.split('/').slice(1);
}

function startsWith(all: readonly string[], first: readonly string[]): boolean {
  return first.every((each, index) => each === all[index]);
}

/** The segments that a lenient server may see: unescaped, no parameters, no empty ones, dots resolved. */
function asServed({ pathname }: URL): readonly string[] {
  const served: string[] = [];
  for (const each of decodeURIComponent(pathname).split(/[/\\]/)) {
    const [name = ''] = each.split(';');
    if (name === '..') served.pop();
    else if (name !== '' && name !== '.') served.push(name);
  }
  return served;
}

describe('createAttachTarget, whatever the URL', () => {
  it('attaches to http of a covered origin and path, as the browser reads them', () => {
    expectProperty(
      fc.property(anyUrl, (text) => {
        if (!isCovered(text)) return;
        const sent = asSent(text)!;
        const found = ENTRIES.filter(
          ({ origin, path }) =>
            sent.origin === origin && startsWith(segmentsOf(sent.pathname), path),
        );
        expectAll({
          'a covered entry': found.length > 0,
          http: /^https?:$/.test(sent.protocol),
          'no credentials': sent.username + sent.password === '',
        });
      }),
    );
  });

  it('attaches to no path that a lenient server takes for one above what is covered', () => {
    expectProperty(
      fc.property(coveredUrl, (text) => {
        if (!isCovered(text)) return;
        const sent = asSent(text)!;
        const paths = ENTRIES.filter(({ origin }) => sent.origin === origin);
        expectAll({
          'a covered path': paths.some(({ path }) =>
            startsWith(asServed(sent), path.map(decodeURIComponent)),
          ),
        });
      }),
    );
  });

  it('attaches to nothing that a lenient server takes for an excluded path', () => {
    expectProperty(
      fc.property(coveredUrl, (text) => {
        if (!isCovered(text)) return;
        const sent = asSent(text)!;
        const found = EXCLUDED.filter(
          ({ origin, path }) => sent.origin === origin && startsWith(asServed(sent), path),
        );
        expectAll({ 'no excluded entry': found.length === 0 });
      }),
    );
  });

  it('decides the same for the URL as the browser writes it', () => {
    expectProperty(
      fc.property(anyUrl, (text) => {
        if (isCovered(text)) expectAll({ 'also as sent': isCovered(asSent(text)!.href) });
      }),
    );
  });

  it('attaches to nothing that is itself excluded, whatever is covered', () => {
    expectProperty(
      fc.property(anyUrl, fc.array(anyUrl, { maxLength: 3 }), (text, more) => {
        const always = [...more, text, '/', 'https://api.example.com'];
        expectAll({
          'not attached': !createAttachTarget(PAGE, { baseURI: PAGE }, always, [text])(text),
        });
      }),
    );
  });

  it('covers with an entry nothing but its own origin and path', () => {
    expectProperty(
      fc.property(anyUrl, anyUrl, oneOf('', '/x'), (entry, other, below) => {
        for (const text of [other, entry + below]) {
          if (!createAttachTarget(PAGE, { baseURI: PAGE }, [entry])(text)) continue;
          const [base, sent] = [asSent(entry)!, asSent(text)!];
          const first = segmentsOf(base.pathname.replace(/\/$/, ''));
          expectAll({
            http: /^https?:$/.test(sent.protocol),
            'the same origin': base.origin === sent.origin,
            'a path below': startsWith(segmentsOf(sent.pathname), first),
          });
        }
      }),
    );
  });
});

describe('createAttachTarget, for encoded slashes', () => {
  const LAB = 'https://lab.example.com';
  const rules = [
    // An origin alone, and nothing excluded there.
    { attachTo: [LAB], within: [], never: [] },
    // Allowed below a path, with something excluded in it.
    {
      attachTo: [{ url: `${LAB}/api/v4`, allowEncodedSlash: true }],
      within: ['api', 'v4'],
      never: ['api', 'v4', 'public'],
    },
    // Allowed for the whole origin, with something excluded in it.
    {
      attachTo: [{ url: LAB, allowEncodedSlash: true }],
      within: [],
      never: ['api', 'v4', 'public'],
    },
    // Not allowed.
    { attachTo: [`${LAB}/api/v4`], within: ['api', 'v4'], never: [] },
    { attachTo: [LAB], within: [], never: ['api', 'v4', 'public'] },
  ].map(({ never, ...rule }) => ({
    ...rule,
    never,
    isCovered: createAttachTarget(
      PAGE,
      { baseURI: PAGE },
      rule.attachTo,
      never.length > 0 ? [`${LAB}/${never.join('/')}`] : [],
    ),
  }));

  const part = oneOf(
    'api',
    'v4',
    'public',
    'projects',
    '%61pi',
    'publi%63',
    ...[
      '..%2f',
      '%2e%2e%2F',
      '.%2f',
      '%2f..',
      '%2f%2e',
      '%2f..;',
      '..%3b',
      '..%3B%2f',
      '%2f..%3ba',
    ],
    ...[';', ';a', '%3b', '%3Ba', ';a%2fb', '%3ba%2fb', ';a%2f..%2f', '%252f', '%252e%252e'],
    ...NASTY_SEGMENTS,
  );
  const slash = oneOf('/', '%2f', '%2F', '//', '/%2f', '%2f%2f', ';/', '%3b%2f', ';%2f', ';a%2fb/');
  const below = fc.array(fc.tuple(slash, part), { maxLength: 6 }).map((all) => all.flat().join(''));
  const start = oneOf(
    '',
    '/api/v4',
    '/api',
    '/api%2fv4',
    '//api/v4',
    '/api;a%2fb/v4',
    '/api%3Ba%2fb/v4',
  );
  const labUrl = disturbed(
    fc.tuple(start, below, oneOf(...TAILS)).map((all) => LAB + all.join('')),
    oneOf('%2f', '%2F', '..', '%2e', ';', '%3b', '/'),
  );

  it('H36 attaches to nothing that any server takes for an excluded path, or for one outside of the entry', () => {
    for (const { isCovered, within, never } of rules) {
      expectProperty(
        fc.property(labUrl, (text) => {
          if (!isCovered(text)) return;
          for (const read of readingsOf(asSent(text)!.pathname)) {
            expectAll({
              [`within the entry, read as /${read.join('/')}`]: startsWith(read, within),
              [`not excluded, read as /${read.join('/')}`]:
                never.length === 0 || !startsWith(read, never),
            });
          }
        }),
      );
    }
  });

  it('H36 attaches to names with an encoded slash where they are allowed', () => {
    const name = fc
      .array(fc.constantFrom('group', '%40scope', '-', 'a.b', '%20', '%C3%BC'), { minLength: 1 })
      .map((letters) => `x${letters.join('')}`);
    const names = fc.array(name, { minLength: 2, maxLength: 4 }).map((all) => all.join('%2F'));
    expectProperty(
      fc.property(names, oneOf('', '/issues', '?a=1'), (text, tail) => {
        const [origin, path, both, notInPath, notInAll] = rules.map(({ isCovered }) =>
          isCovered(`${LAB}/api/v4/projects/${text}${tail}`),
        );
        expectAll({
          attached: !!origin && !!path && !!both,
          'not attached': !notInPath && !notInAll,
        });
      }),
    );
  });
});

/**
 * The segments that servers may see: they unescape all or leave slashes as they are, and drop
 * parameters before that, after it, or not at all. Then they drop empty segments and resolve dots.
 */
function readingsOf(pathname: string): readonly (readonly string[])[] {
  const drop = (path: string): string => path.replace(/;[^/]*/g, '');
  const slashes = (path: string): string => path.replace(/%2f/gi, '/');
  // Nobody unescapes twice, so `%25` stays.
  const others = (path: string): string =>
    path.replace(/(?:%(?!2f|25)[\da-f]{2})+/gi, decodeURIComponent);
  const steps = [drop, slashes, others];
  const orders = [[]] as ((path: string) => string)[][];
  // Each order of up to four steps, so that parameters may also be dropped twice.
  for (const order of orders) {
    if (order.length < 4) for (const step of steps) orders.push([...order, step]);
  }
  const read = orders.map((order) => order.reduce((path, step) => step(path), pathname));
  return [...new Set(read)].map((path) => {
    const seen: string[] = [];
    for (const name of path.split('/')) {
      if (name === '..') seen.pop();
      else if (name !== '' && name !== '.') seen.push(name);
    }
    return seen;
  });
}

describe('createAttachTarget, for plain URLs', () => {
  const name = fc
    .array(
      fc.constantFrom(...Array.from('abcXYZ019-_~!$&()*+,=:@'), '%20', '%C3%BC', 'ü', '.a', '%25'),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((letters) => letters.join(''));
  const below = fc
    .array(name, { maxLength: 4 })
    .map((names) => names.map((each) => `/x${each}`).join(''));
  const base = fc.constantFrom(
    'https://api.example.com/v1',
    'HTTPS://Api.Example.com:443/v1',
    '//api.example.com/v1',
    '/api',
    'https://app.example.com:0443/api',
    'https://xn--mnchen-3ya.example',
    'https://one.example:8443/a%20b',
    'http://127.0.0.1:3000',
    'https://[::1]/v1',
  );

  it('attaches below what is covered, whatever the query and the fragment', () => {
    const tail = fc.oneof(
      oneOf(...TAILS),
      fc.string({ unit: 'binary' }).map((text) => `?${text}`),
    );
    expectProperty(
      fc.property(base, below, tail, (start, names, end) => {
        expectAll({ attached: isCovered(start + names + end) });
      }),
    );
  });

  it('excludes a path in every spelling of it', () => {
    const spelt = (text: string): fc.Arbitrary<string> =>
      fc.array(fc.boolean(), { minLength: text.length, maxLength: text.length }).map((escapes) =>
        Array.from(text)
          .map((letter, index) => (escapes[index] && letter !== '/' ? escapeOf(letter) : letter))
          .join(''),
      );
    const start = fc.constantFrom(
      'https://api.example.com',
      'HTTPS://API.EXAMPLE.COM:443',
      '//api.example.com',
      'https:////api.example.com',
    );
    const parameter = oneOf('', '', ';', ';a=1', ';a=1;b=2', '%3Ba');
    const slash = oneOf('/', '/', '//', '///');
    const excluded = fc
      .tuple(start, slash, spelt('v1'), parameter, slash, spelt('public'), parameter, below)
      .map((all) => all.join(''));
    expectProperty(
      fc.property(excluded, oneOf(...TAILS), (text, tail) => {
        const everything = createAttachTarget(
          PAGE,
          { baseURI: PAGE },
          ['https://api.example.com'],
          ['https://api.example.com/v1/public'],
        );
        expectAll({ excluded: !everything(text + tail) });
      }),
    );
  });
});

function escapeOf(letter: string): string {
  const escaped = `%${letter.charCodeAt(0).toString(16)}`;
  return letter < 'n' ? escaped : escaped.toUpperCase();
}

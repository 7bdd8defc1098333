import fc from 'fast-check';

interface KarmaWindow {
  /** `properties` comes from tools/property-settings.mjs. */
  readonly __karma__: {
    readonly config: {
      readonly properties: { readonly seeds: readonly number[]; readonly runs: number };
    };
  };
}

const { seeds, runs } = (globalThis as unknown as KarmaWindow).__karma__.config.properties;

/**
 * Expects a property to hold for many cases; `share` of the usual number where each is slow. The
 * `pastFailures` come first, each time.
 */
export function expectProperty<Case>(
  property: fc.IProperty<Case>,
  share = 1,
  pastFailures: readonly Case[] = [],
): void {
  const results = parametersOf(share, pastFailures).map((each) => told(fc.check(property, each)));
  expectNoFailure(results);
}

/** The same of a property that has to wait. */
export async function expectAsyncProperty<Case>(
  property: fc.IAsyncProperty<Case>,
  share = 1,
  pastFailures: readonly Case[] = [],
): Promise<void> {
  const results: fc.RunDetails<Case>[] = [];
  for (const each of parametersOf(share, pastFailures)) {
    results.push(told(await fc.check(property, each)));
  }
  expectNoFailure(results);
}

/** Lets the specs of a suite take as long as their cases take, which may be hours. */
export function useNoTimeLimit(): void {
  let limit: number;
  beforeEach(() => {
    limit = jasmine.DEFAULT_TIMEOUT_INTERVAL;
    jasmine.DEFAULT_TIMEOUT_INTERVAL = 2 ** 31 - 1; // the longest that a timer can take
  });
  afterEach(() => (jasmine.DEFAULT_TIMEOUT_INTERVAL = limit));
}

/** Fails the property with the names of what does not hold. */
export function expectAll(claims: Readonly<Record<string, boolean>>): void {
  const broken = Object.keys(claims).filter((claim) => !claims[claim]);
  if (broken.length > 0) throw new Error(`does not hold: ${broken.join(', ')}`);
}

/** How to check a property: once for each seed. */
function parametersOf<Case>(share: number, pastFailures: readonly Case[]): fc.Parameters<Case>[] {
  return seeds.map((seed, index) => {
    const examples = index === 0 ? [...pastFailures] : [];
    return {
      seed,
      examples,
      numRuns: examples.length + Math.ceil(runs * share),
      includeErrorInReport: true,
      // The search for the smallest case can wait until a seed that fails is tried alone.
      endOnFailure: seeds.length > 1,
    };
  });
}

/** Of many seeds it tells at once which one fails: the report at the end may take hours. */
function told<Case>(result: fc.RunDetails<Case>): fc.RunDetails<Case> {
  if (result.failed && seeds.length > 1) console.log(fc.defaultReportMessage(result));
  return result;
}

function expectNoFailure<Case>(results: readonly fc.RunDetails<Case>[]): void {
  const failed = results.filter((result) => result.failed);
  const repeat = `PROPERTY_RUNS=${runs} PROPERTY_SEED=${failed.map(({ seed }) => seed).join(',')}`;
  const reports = failed.map((result) => fc.defaultReportMessage(result));
  expect(failed.length)
    .withContext(`Repeat it with the same command after ${repeat}\n\n${reports.join('\n\n')}\n\n`)
    .toBe(0);
}

/** One of these, the earlier the more often: so that enough of what is made gets past the first check. */
export function oneOf(...texts: readonly string[]): fc.Arbitrary<string> {
  const weight = (index: number): number => (index < 2 ? texts.length : 1);
  return fc.oneof(
    ...texts.map((text, index) => ({ arbitrary: fc.constant(text), weight: weight(index) })),
  );
}

/** Puts a fragment into the middle of a text, mostly none. */
export function disturbed(
  text: fc.Arbitrary<string>,
  fragment: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const insert = fc.record({ at: fc.nat(40), fragment });
  const inserts = fc.oneof(
    { arbitrary: fc.constant([]), weight: 3 },
    { arbitrary: fc.array(insert, { minLength: 1, maxLength: 2 }), weight: 1 },
  );
  return fc
    .tuple(text, inserts)
    .map(([whole, all]) =>
      all.reduce((url, { at, fragment }) => url.slice(0, at) + fragment + url.slice(at), whole),
    );
}

/** What a part of a path can be that parsers, proxies and servers read in different ways. */
export const NASTY_SEGMENTS: readonly string[] = [
  'x',
  '',
  '.',
  '..',
  '...',
  '..;',
  '..;a=1',
  '.;',
  ';',
  ';a=1',
  '%2e',
  '%2E%2e',
  '.%2e',
  '%2e.',
  '%252e%252e',
  '%25252e',
  '%c0%ae%c0%ae',
  '\uff0e\uff0e', // full-width dots
  '\u2025', // two dot leader
  '%2f',
  '%2F',
  '%5c',
  '%5C..%5C',
  '%252f',
  '%255c',
  '\u2215', // division slash
  '\uff0f', // full-width slash
  '\uff3c', // full-width backslash
  '%ef%bc%8f',
  '\\',
  '\\..\\',
  '/\\',
  '\t',
  '\n',
  '\r\n',
  '\0',
  '\x1f',
  '\x7f',
  '%00',
  '%09',
  '%0a',
  '%0D%0A',
  '%1f',
  '%7f',
  '%',
  '%zz',
  '%2',
  '%ff',
  '%25',
  '%u002f',
  ' ',
  '%20',
  '+',
  '\u00a0',
  '\u200b', // zero width space
  '\u202e', // right-to-left override
  '\ufeff',
  '\ud800', // half of a surrogate pair
  'ü',
  'u\u0308',
  '%C3%BC',
  '%fc',
  '@',
  ':',
  '::',
  '(',
  ')',
  '(aux:x)',
  '//',
  '//evil.com',
  'evil.com',
  'javascript:alert(1)',
  'https://evil.com',
  '|',
  '"',
  '<',
  '{',
  '^',
  '`',
  '~',
  '*',
];

/** What may stand behind a path. */
export const TAILS: readonly string[] = [
  '',
  '?a=1',
  '#a',
  '?',
  '#',
  '?next=//evil.com',
  '?next=../..&x=%2f%5c',
  '?q=\\',
  '?q=%zz',
  '?q=%0a',
  '?q=\n',
  '?a=b;c=d&e[]=f',
  '#//evil.com',
  '#/../%2f',
  '#?a#b',
  '?a#b?c#d',
  '?returnUrl=/login',
];

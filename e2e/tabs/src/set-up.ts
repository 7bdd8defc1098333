/** What the query string of a page says of its apps: `/?store=session&timeout=2000`. */
export interface SetUp {
  /** One app for each key of a store; two of one key are two micro-frontends of one session. */
  readonly keys: readonly string[];
  readonly store: 'local' | 'session' | 'memory';
  /** The refresh token is an HttpOnly cookie, the access token in memory. */
  readonly isCookie: boolean;
  readonly isBackground: boolean;
  /** No library: what is usually written by hand, for comparison. */
  readonly isNaive: boolean;
  /** Of a refresh, in milliseconds. */
  readonly timeout: number;
}

export function readSetUp(query: URLSearchParams): SetUp {
  const isCookie = query.has('cookie');
  const store = query.get('store');
  return {
    keys: query.get('key')?.split(',') ?? ['tabs-app'],
    store: isCookie || store === 'memory' ? 'memory' : store === 'session' ? 'session' : 'local',
    isCookie,
    isBackground: query.has('background'),
    isNaive: query.has('naive'),
    timeout: Number(query.get('timeout') ?? 10_000),
  };
}

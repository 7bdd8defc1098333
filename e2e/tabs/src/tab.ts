// What the tests may do to a page. Types only, so that they can be imported without Angular.

/** What a round of contention needs of an app, with the library or without. */
export interface RoundTab {
  readonly key: string;
  status(): 'unknown' | 'anonymous' | 'authenticated';
  /** When the access token ends, in milliseconds since 1970. */
  expiresAt(): number | null;
  signIn(username: string): Promise<TabResult>;
  /** Gets an access token at that moment, in milliseconds since 1970. */
  ask(at: number): Promise<TabAnswer>;
}

/** One app of a page, driven from outside: `page.evaluate(() => tab.signIn('viewer'))`. */
export interface Tab extends RoundTab {
  /** Everything that its session told, in this order. */
  readonly events: readonly TabEvent[];
  sessionKey(): string | null;
  /** Who is signed in. */
  user(): string | null;
  isRefreshing(): boolean;
  /** Where its router is. */
  url(): string;

  signOut(): Promise<TabResult>;
  refresh(): Promise<TabResult>;
  getAccessToken(): Promise<TabResult>;
  /** A request of the app to its API: `send('GET', '/me')`. */
  send(method: string, path: string, body?: unknown): Promise<TabResult>;
  /** Calls the listener with every event while it is told: as part of the app. */
  listen(listener: (event: TabEvent) => void): void;
}

export interface TabEvent {
  readonly type: 'signedIn' | 'refreshed' | 'refreshFailed' | 'sessionEnded';
  readonly from?: 'here' | 'elsewhere';
  readonly reason?: string;
  readonly code?: string;
}

/** How a call ended; none rejects, since an error would lose its parts on the way to the test. */
export interface TabResult {
  /** A token, or the body of an answer. */
  readonly value: unknown;
  /** Of a request; 0 where none was answered. */
  readonly status: number | null;
  /** The code of the `JwtAuthError`, or the name of another error. */
  readonly code: string | null;
}

/** How a tab did in a round. */
export interface TabAnswer extends TabResult {
  /** Whether its access token had expired when it asked. */
  readonly askedStale: boolean;
  /** Whether this tab asked the server itself, and got tokens. */
  readonly isFromHere: boolean;
  /** From asking to the answer. */
  readonly milliseconds: number;
}

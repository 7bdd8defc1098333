/** A pair as the server hands it out. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What a storm came to, as the server saw it. */
export interface ServerTally {
  /** Requests to the API, replays included. */
  readonly requests: number;
  /** Those that were refused: without a good access token. */
  readonly rejected: number;
  /** Calls for new tokens. */
  readonly refreshes: number;
  /** Those of them that showed a refresh token that had been spent: each ends the session. */
  readonly reuses: number;
  /** Requests that were carried out more than once. */
  readonly doubled: number;
}

/**
 * A server of one session, in the page: an API that wants a good access token, and refresh tokens that
 * are good once. Who shows a spent one has stolen it for all that the server knows, and nothing of that
 * session is good any more. Each access token that came from a refresh stays good, as JWTs do.
 */
export class StrictServer {
  readonly #issue: () => TokenPair;
  readonly #good = new Set<string>();
  readonly #timesDone = new Map<string, number>();
  #refreshToken: string | null = null;
  #requests = 0;
  #rejected = 0;
  #refreshes = 0;
  #reuses = 0;

  /** @param issue Makes a pair that is like no other. */
  constructor(issue: () => TokenPair) {
    this.#issue = issue;
  }

  /** Begins a session, and counts from zero. */
  signIn(pair: TokenPair): void {
    this.#good.clear();
    this.#good.add(pair.accessToken);
    this.#refreshToken = pair.refreshToken;
    this.startCount();
  }

  startCount(): void {
    this.#timesDone.clear();
    this.#requests = this.#rejected = this.#refreshes = this.#reuses = 0;
  }

  /** From now on no access token is good that has been handed out. */
  revokeAccess(): void {
    this.#good.clear();
  }

  /** Carries a request out, or refuses to: the status of its answer. */
  answer(id: string, accessToken: string | null): 200 | 401 {
    this.#requests++;
    if (accessToken === null || !this.#good.has(accessToken)) {
      this.#rejected++;
      return 401;
    }
    this.#timesDone.set(id, (this.#timesDone.get(id) ?? 0) + 1);
    return 200;
  }

  /** New tokens for a refresh token, or null: that is an end of the session. */
  refresh(refreshToken: string | null): TokenPair | null {
    this.#refreshes++;
    if (this.#refreshToken === null || refreshToken !== this.#refreshToken) {
      this.#reuses++;
      this.#good.clear();
      this.#refreshToken = null;
      return null;
    }
    const pair = this.#issue();
    this.#good.add(pair.accessToken);
    this.#refreshToken = pair.refreshToken;
    return pair;
  }

  tally(): ServerTally {
    let doubled = 0;
    for (const times of this.#timesDone.values()) if (times > 1) doubled++;
    return {
      requests: this.#requests,
      rejected: this.#rejected,
      refreshes: this.#refreshes,
      reuses: this.#reuses,
      doubled,
    };
  }
}

// What the benches may do to the page. Types only, so that they can be imported without Angular.

export interface ProbePage {
  isSignedIn(): boolean;
  signIn(): Promise<void>;
  /** Sends a request that needs a token, and gives the status of the answer. */
  ask(): Promise<number>;
  /** As `ask()`, and tells what happened from the subscription to the completion. */
  recordWay(): Promise<Way>;
}

/** What a request led to in the library. */
export interface Way {
  readonly status: number;
  /** In their order. */
  readonly calls: readonly Call[];
  /** How often the record of the session was read in the storage, and what else was. */
  readonly recordReads: number;
  readonly otherReads: number;
  readonly decodes: Decodes;
  /** Those since the page was loaded, when `JwtAuth.claims()` has been read after the request. */
  readonly decodesInAll: Decodes;
}

/** A call of a function of the library. */
export interface Call {
  readonly file: string;
  readonly name: string;
  /** The call that led to it, by its position; -1 where none is known. */
  readonly caller: number;
  /** Whether nothing was being executed any more: this is a callback that the other call made. */
  readonly isLater: boolean;
}

/** How often a token was decoded: the access token before the request, a newer one after it. */
export interface Decodes {
  readonly before: number;
  readonly after: number;
  /** Other base64. */
  readonly other: number;
}

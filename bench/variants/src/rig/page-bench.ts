// What the benches may do to a page. Types only, so that they can be imported without Angular.
import type { ServerTally } from '../../../storm/strict-server';

/** `globalThis.bench` of each app. */
export interface PageBench {
  /** Starts the app anew, signed in, with a backend that answers at once. */
  startForRequests(): Promise<void>;
  /** Sends requests, each after the answer to the one before, to paths below the given URL. */
  sendRequests(count: number, api: string): Promise<RequestsResult>;
  /** Starts the app anew and sends requests all at once. */
  storm(options: StormOptions): Promise<StormResult>;
}

interface RequestsResult {
  readonly milliseconds: number;
  /** How many of them carried an access token; none if the server would not take the last one. */
  readonly withToken: number;
}

export interface StormOptions {
  readonly count: number;
  /**
   * Whether the client can see that its access token has expired; else the token looks good, and only
   * the server's 401 tells that it is not.
   */
  readonly isKnown: boolean;
  /** Over how many milliseconds the answers arrive; 0 for all at once. */
  readonly spread: number;
}

export interface StormResult extends ServerTally {
  readonly answered: number;
  /** Requests that ended with an error. */
  readonly failed: number;
  /** Requests that never ended. */
  readonly hanging: number;
  /** From the first request to the last answer. */
  readonly milliseconds: number;
  /** The most of the heap that was in use beyond what was before, in bytes. */
  readonly peakHeap: number;
}

import type { OnBoth, OtherTab } from '../bench/bench';

/** What a tab of the bench offers to the page that opened it, as `window.chaosTab`. */
export interface TabDriver {
  /** Sends so many requests on both sides, and waits until they are done. */
  send(count: number): Promise<void>;
  /** Gets tokens for another user; what is returned signs in with them. */
  prepareSignIn(username: string): Promise<() => Promise<void>>;
  report(): OnBoth<OtherTab>;
}

declare global {
  interface Window {
    chaosTab?: TabDriver;
  }
}

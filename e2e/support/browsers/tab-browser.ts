// What the tests of several tabs need of a browser. Chromium is driven by Playwright, and Firefox over
// WebDriver BiDi by Puppeteer: Playwright drives only a Firefox of its own build.

export interface TabBrowser {
  /** As in `Firefox 140.12.0`. */
  readonly name: string;
  /** A storage of its own; addresses without an origin are meant from this one. */
  newProfile(origin: string): Promise<Profile>;
  close(): Promise<void>;
}

/** Tabs that share their storage. */
export interface Profile {
  /** What the pages have failed with, and told nobody but the console. */
  readonly errors: readonly string[];
  /** Opens a tab, which is visible as long as it opens no other one itself. */
  open(path: string): Promise<TabPage>;
  /** The next tab that a page opens. */
  nextPopup(): Promise<TabPage>;
  /** Runs in each page that is opened from now on, before anything else does. */
  addInitScript(script: () => void): Promise<void>;
  /** Calls the listener with the path of each request that a page is about to send. */
  onRequest(listener: (path: string, page: TabPage) => void): void;
  close(): Promise<void>;
}

export interface TabPage {
  /** Rejects if the page is reloaded, closed or crashes meanwhile. */
  evaluate<R>(run: () => R | Promise<R>): Promise<R>;
  evaluate<R, A>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  waitFor(condition: () => boolean): Promise<void>;
  waitFor<A>(condition: (argument: A) => boolean, argument: A): Promise<void>;
  reload(): Promise<void>;
  close(): Promise<void>;
  /** Its process dies at once: nothing of the page runs any more, not even `pagehide`. */
  crash(): Promise<void>;
  /** The id of the process that runs the page, which must be its alone. */
  findProcess(): Promise<number>;
}

/** How long a page may take for what is waited for, in milliseconds. */
export const PATIENCE = 30_000;

import type { BrowserContext, Page } from 'puppeteer-core';
import { FirefoxPage } from './firefox-page.ts';
import { isUnhandled } from './is-unhandled.ts';
import type { Profile, TabPage } from './tab-browser.ts';

export class FirefoxProfile implements Profile {
  readonly errors: string[] = [];
  readonly #context: BrowserContext;
  readonly #origin: string;
  /** Of the browser. */
  readonly #pid: number;
  readonly #scripts: (() => void)[] = [];
  readonly #listeners: ((path: string, page: TabPage) => void)[] = [];
  #onPopup: (page: TabPage) => void = () => undefined;

  constructor(context: BrowserContext, origin: string, pid: number) {
    this.#context = context;
    this.#origin = origin;
    this.#pid = pid;
  }

  async open(path: string): Promise<TabPage> {
    // A window each: of the tabs in one window all but one are hidden, and their timers slow.
    const page = await this.#context.newPage({ type: 'window' });
    for (const script of this.#scripts) await page.evaluateOnNewDocument(script);
    const watched = this.#watch(page);
    await page.goto(new URL(path, this.#origin).href);
    return watched;
  }

  nextPopup(): Promise<TabPage> {
    return new Promise((resolve) => {
      this.#onPopup = resolve;
    });
  }

  addInitScript(script: () => void): Promise<void> {
    this.#scripts.push(script);
    return Promise.resolve();
  }

  onRequest(listener: (path: string, page: TabPage) => void): void {
    this.#listeners.push(listener);
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  #watch(page: Page): FirefoxPage {
    const watched = new FirefoxPage(page, this.#pid);
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      for (const listener of this.#listeners) listener(pathname, watched);
    });
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => {
      if (isUnhandled(message.type(), message.text())) this.errors.push(message.text());
    });
    page.on('popup', (popup) => {
      if (popup) this.#onPopup(this.#watch(popup));
    });
    return watched;
  }
}

import type { BrowserContext, Page } from '@playwright/test';
import { ChromiumPage } from './chromium-page.ts';
import { isUnhandled } from './is-unhandled.ts';
import type { Profile, TabPage } from './tab-browser.ts';

export class ChromiumProfile implements Profile {
  readonly errors: string[] = [];
  readonly #context: BrowserContext;
  readonly #origin: string;
  readonly #pages = new WeakMap<Page, ChromiumPage>();

  constructor(context: BrowserContext, origin: string) {
    this.#context = context;
    this.#origin = origin;
    context.on('weberror', (error) => this.errors.push(error.error().message));
    context.on('console', (message) => {
      if (isUnhandled(message.type(), message.text())) this.errors.push(message.text());
    });
  }

  async open(path: string): Promise<TabPage> {
    const page = await this.#context.newPage();
    await page.goto(new URL(path, this.#origin).href);
    return this.#of(page);
  }

  async nextPopup(): Promise<TabPage> {
    return this.#of(await this.#context.waitForEvent('page'));
  }

  async addInitScript(script: () => void): Promise<void> {
    await this.#context.addInitScript(script);
  }

  onRequest(listener: (path: string, page: TabPage) => void): void {
    this.#context.on('request', (request) => {
      listener(new URL(request.url()).pathname, this.#of(request.frame().page()));
    });
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  #of(page: Page): ChromiumPage {
    const known = this.#pages.get(page) ?? new ChromiumPage(page);
    this.#pages.set(page, known);
    return known;
  }
}

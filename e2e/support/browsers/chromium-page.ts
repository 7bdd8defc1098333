import type { Page } from '@playwright/test';
import { findBusyProcess } from './find-busy-process.ts';
import { PATIENCE, type TabPage } from './tab-browser.ts';

/** A page of a Chromium that was started with `--process-per-tab`. */
export class ChromiumPage implements TabPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  evaluate<R, A>(run: (argument: A) => R | Promise<R>, argument?: A): Promise<R> {
    return this.#page.evaluate(run as (argument: unknown) => R | Promise<R>, argument);
  }

  async waitFor<A>(condition: (argument: A) => boolean, argument?: A): Promise<void> {
    await this.#page.waitForFunction(condition as (argument: unknown) => boolean, argument, {
      timeout: PATIENCE,
    });
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }

  close(): Promise<void> {
    return this.#page.close();
  }

  async crash(): Promise<void> {
    const session = await this.#page.context().newCDPSession(this.#page);
    const crashed = this.#page.waitForEvent('crash');
    // It cannot answer.
    session.send('Page.crash').catch(() => undefined);
    await crashed;
  }

  async findProcess(): Promise<number> {
    const browser = this.#page.context().browser();
    if (!browser) throw new Error('The page has no browser.');
    const session = await browser.newBrowserCDPSession();
    const id = await findBusyProcess(this, async () => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      const renderers = processInfo.filter(({ type }) => type === 'renderer');
      return new Map(renderers.map(({ id, cpuTime }) => [id, cpuTime]));
    });
    await session.detach();
    return id;
  }
}

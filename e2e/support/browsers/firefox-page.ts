import type { Page } from 'puppeteer-core';
import { findBusyProcess } from './find-busy-process.ts';
import { processTimes } from './process-times.ts';
import { PATIENCE, type TabPage } from './tab-browser.ts';

/** A page of a Firefox that has a process for each tab. */
export class FirefoxPage implements TabPage {
  readonly #page: Page;
  /** Of the browser. */
  readonly #pid: number;
  /** Of the page, once it was looked for: one that is to crash has no time to be asked. */
  #process: number | undefined;
  /** Rejects when the document goes: what Firefox was asked about it, it may never answer. */
  #gone = Promise.withResolvers<never>();

  constructor(page: Page, pid: number) {
    this.#page = page;
    this.#pid = pid;
    this.#gone.promise.catch(() => undefined);
  }

  evaluate<R, A>(run: (argument: A) => R | Promise<R>, argument?: A): Promise<R> {
    const asked: Promise<unknown> = this.#page.evaluate(
      run as (argument: unknown) => unknown,
      argument,
    );
    // If the document goes first, nobody else listens.
    asked.catch(() => undefined);
    return Promise.race([asked as Promise<R>, this.#gone.promise]);
  }

  async waitFor<A>(condition: (argument: A) => boolean, argument?: A): Promise<void> {
    // Not by frames: a tab that is hidden has none.
    const options = { polling: 20, timeout: PATIENCE };
    await this.#page.waitForFunction(
      condition as (argument: unknown) => boolean,
      options,
      argument,
    );
  }

  async reload(): Promise<void> {
    this.#leave('reloaded');
    await this.#page.reload();
  }

  async close(): Promise<void> {
    this.#leave('closed');
    await this.#page.close();
  }

  async crash(): Promise<void> {
    const pid = await this.findProcess();
    process.kill(pid, 'SIGKILL');
    this.#leave('killed');
  }

  async findProcess(): Promise<number> {
    this.#process ??= await findBusyProcess(this, () => processTimes(this.#pid));
    return this.#process;
  }

  #leave(how: string): void {
    this.#gone.reject(new Error(`The page was ${how}.`));
    this.#gone = Promise.withResolvers();
    this.#gone.promise.catch(() => undefined);
  }
}

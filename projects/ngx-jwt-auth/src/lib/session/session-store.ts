import { inject, Injectable } from '@angular/core';
import { CLOCK } from '../clock';
import { DEV_MODE, devWarn } from '../dev-mode';
import { isPromise } from '../token/is-promise';
import { TOKEN_STORE, type JwtStoredTokens } from '../token/jwt-token-store';
import { isStoredTokens } from '../token/stored-tokens';

/** How long a store may take for one call, in ms. */
const PATIENCE = 10_000;

/**
 * The app's token store, made safe: what it loads is validated, it can throw, reject or hang
 * without harm, and writes of an async one keep their order. A synchronous store is written
 * before the call returns.
 */
@Injectable()
export class SessionStore {
  readonly #store = inject(TOKEN_STORE);
  readonly #clock = inject(CLOCK);
  /** The last write of an async store, while it is under way. */
  #writing: Promise<void> | null = null;
  #isWarned = false;

  load(): JwtStoredTokens | null | Promise<JwtStoredTokens | null> {
    return this.#attempt(
      () => this.#store.load(),
      (tokens) => (isStoredTokens(tokens) ? tokens : null),
    );
  }

  save(tokens: JwtStoredTokens): Promise<void> {
    return this.#write(() => this.#store.save(tokens));
  }

  clear(sid?: string): Promise<void> {
    return this.#write(() => this.#store.clear(sid));
  }

  onExternalChange(listener: () => void): () => void {
    return this.#store.onExternalChange?.(listener) ?? (() => undefined);
  }

  #write(write: () => void | Promise<void>): Promise<void> {
    const run = (): void | Promise<void> => this.#attempt(write, () => undefined);
    const written = this.#writing ? this.#writing.then(run) : run();
    if (!isPromise(written)) return Promise.resolve();
    this.#writing = written;
    void written.then(() => {
      if (this.#writing === written) this.#writing = null;
    });
    return written;
  }

  #attempt<T, R>(call: () => T | Promise<T>, use: (result: T | null) => R): R | Promise<R> {
    const giveUp = (): R => {
      this.#warn();
      return use(null);
    };
    try {
      const result = call();
      return isPromise(result) ? this.#inTime(result).then(use, giveUp) : use(result);
    } catch {
      return giveUp();
    }
  }

  #inTime<T>(result: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(PATIENCE, () => {
        reject(new Error('The token store did not answer.'));
      });
      void result.then(resolve, reject).finally(cancel);
    });
  }

  #warn(): void {
    if (DEV_MODE && !this.#isWarned) {
      this.#isWarned = true;
      devWarn(
        'The token store failed (cookies blocked, quota exceeded, or no answer in time). The ' +
          'session lives in memory: it works, and a reload signs out.',
      );
    }
  }
}

import { inject } from '@angular/core';
import { CLOCK } from '../clock';
import { devOnly, devWarn } from '../dev-mode';
import { chain } from './chain';
import { isPromise } from './is-promise';
import type { JwtStoredTokens, JwtTokenStore, LoadedTokens, SessionStore } from './jwt-token-store';
import { isStoredTokens } from './stored-tokens';

/** How long a store may take for one call, in ms. */
const PATIENCE = 10_000;

/**
 * Makes an app's store safe to use: what it loads is validated, it can throw, reject or hang
 * without harm, and the writes of an asynchronous one keep their order. A synchronous store is
 * written before the call returns.
 */
export function safeTokenStore(store: JwtTokenStore): SessionStore {
  const clock = inject(CLOCK);
  /** The last write of an asynchronous store, while it is under way. */
  let writing: Promise<void> | null = null;
  /** The write that was asked for last. */
  let latest: () => void | Promise<void>;
  let isWarned = false;

  const giveUp = (): void => {
    devOnly(() => {
      if (isWarned) return;
      isWarned = true;
      devWarn(
        'The token store failed (cookies blocked, quota exceeded, or no answer in time). The ' +
          'session lives in memory: it works, and a reload signs out.',
      );
    });
  };

  const inTime = <T>(result: Promise<T>, wasLate?: () => void): Promise<T | undefined> =>
    new Promise((resolve) => {
      let isLate = false;
      const fail = (): void => {
        giveUp();
        resolve(undefined);
      };
      const cancel = clock.after(PATIENCE, () => {
        isLate = true;
        fail();
      });
      const done = (): void => {
        cancel();
        if (isLate) wasLate?.();
      };
      result.then(resolve, fail).finally(done);
    });

  const attempt = <T>(
    call: () => T | Promise<T>,
    wasLate?: () => void,
  ): T | undefined | Promise<T | undefined> => {
    try {
      const result = call();
      return isPromise(result) ? inTime(result, wasLate) : result;
    } catch {
      giveUp();
      return undefined;
    }
  };

  const write = (call: () => void | Promise<void>): void | Promise<void> => {
    latest = call;
    // What lands when it was given up must not undo what was written since.
    const isOvertaken = (): void => {
      if (latest !== call) void write(latest);
    };
    const run = (): void | Promise<void> => attempt(call, isOvertaken);
    const written = chain(writing, run);
    if (!isPromise(written)) return;
    const done = (writing = written.then(() => {
      if (writing === done) writing = null;
    }));
    return done;
  };

  const checked = (tokens: JwtStoredTokens | null | undefined): LoadedTokens =>
    tokens === null || isStoredTokens(tokens) ? tokens : undefined;

  return {
    ...store,
    load: () =>
      chain(
        chain(writing, () => attempt(() => store.load())),
        checked,
      ),
    save: (tokens) => write(() => store.save(tokens)),
    clear: (sid) => write(() => store.clear(sid)),
    onExternalChange: (listener) => {
      const stop = attempt(() => store.onExternalChange?.(listener));
      return () => void attempt(() => (stop as (() => void) | undefined)?.());
    },
  };
}

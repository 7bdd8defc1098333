import { inject } from '@angular/core';
import { CLOCK, type Clock } from '../clock';
import { createTabRules } from '../tabs/create-tab-rules';
import type { JwtAsyncTokenStore } from './jwt-async-token-store';
import type { JwtTokenStore, LoadedTokens, SessionStore } from './jwt-token-store';
import type { JwtTokenStoreKind } from './jwt-token-store-kind';
import { storeWarning } from './store-warning';

/** How long a store may take for one call, in ms. */
const PATIENCE = 10_000;

/**
 * Makes an asynchronous store one that `withTokenStore()` takes.
 *
 * The session uses a copy of it, which is loaded when the app starts, before each refresh and when
 * another tab wrote.
 *
 * @param store Your store, or a function that makes it in an injection context.
 *
 * @usageNotes
 * ```ts
 * const key = 'tokens';
 * const store = asyncTokenStore({
 *   load: async () => JSON.parse((await Preferences.get({ key })).value ?? 'null'),
 *   save: (tokens) => Preferences.set({ key, value: JSON.stringify(tokens) }),
 *   clear: () => Preferences.remove({ key }),
 * });
 * provideJwtAuth({}, withTokenStore(store), withTokenRefresh('/api/auth/refresh'));
 * ```
 *
 * @see {@link JwtAsyncTokenStore} {@link withTokenStore}
 * @publicApi
 */
export function asyncTokenStore(
  store: JwtAsyncTokenStore | (() => JwtAsyncTokenStore),
): JwtTokenStoreKind {
  return {
    // Until it is loaded its load() gives undefined; only the session calls it.
    ɵcreate: () => copyOf(typeof store === 'function' ? store() : store) as JwtTokenStore,
    ɵtabRules: createTabRules,
  };
}

/** Answers from a copy in memory; `sync()` brings it up to date. */
function copyOf(store: JwtAsyncTokenStore): SessionStore {
  const clock = inject(CLOCK);
  const warn = storeWarning();
  let copy: LoadedTokens;
  /** How often the store was written. */
  let writes = 0;
  /** The write that was asked for last, and whether it was given up. */
  let latest: () => Promise<void>;
  let isLost = false;
  /** The last write, while it is under way. */
  let writing: Promise<void> | null = null;

  const write = (call: () => Promise<void>): Promise<void> => {
    latest = call;
    writes++;
    const wasLate = (): void => {
      if (latest === call) isLost = false;
      // What lands when it was given up must not undo what was written since.
      else void write(latest);
    };
    const run = async (): Promise<void> => {
      isLost = !(await ask(clock, warn, call, wasLate));
    };
    const done = (writing ? writing.then(run) : run()).then(() => {
      if (writing === done) writing = null;
    });
    return (writing = done);
  };

  const sync = createSync(async (): Promise<void> => {
    let before: number;
    let answer: (() => LoadedTokens) | undefined;
    do {
      while (writing) await writing;
      before = writes;
      answer = await ask(clock, warn, () => store.load());
    } while (answer && writes !== before);
    const loaded = answer?.();
    // A store that did not take the last write is empty for that reason: that is no sign-out.
    if (!answer || (loaded === null && isLost)) return;
    copy = loaded; // validated where it is used
  });

  return {
    load: () => copy,
    save: (tokens) => {
      copy = tokens;
      return write(() => store.save(tokens));
    },
    clear: (sid) => {
      if (sid === undefined || copy?.sid === sid) copy = null;
      return write(() => store.clear(sid));
    },
    onExternalChange: (listener) =>
      store.onExternalChange?.(() => void sync().then(listener)) ?? (() => undefined),
    sync,
  };
}

/** Calls the store: gives a function that returns the answer, or undefined when it gave up. */
function ask<T>(
  clock: Clock,
  warn: () => void,
  call: () => Promise<T>,
  wasLate?: () => void,
): Promise<(() => T) | undefined> {
  return new Promise((resolve) => {
    let isLate = false;
    const giveUp = (): void => {
      warn();
      resolve(undefined);
    };
    const cancel = clock.after(PATIENCE, () => {
      isLate = true;
      giveUp();
    });
    // In a promise of its own, since the call may throw.
    void new Promise<T>((answer) => {
      answer(call());
    })
      .then((value) => {
        resolve(() => value);
        if (isLate) wasLate?.();
      }, giveUp)
      .then(cancel);
  });
}

/** Makes what loads once at a time: all who ask during a load share the next one. */
function createSync(load: () => Promise<void>): () => Promise<void> {
  /** The load under way, and the one after it. */
  let loading: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const sync = (): Promise<void> => {
    // What is being loaded may be from before the change that the caller has heard of.
    if (loading) {
      return (next ??= loading.then(() => {
        next = null;
        return sync();
      }));
    }
    return (loading = load().then(() => {
      loading = null;
    }));
  };
  return sync;
}

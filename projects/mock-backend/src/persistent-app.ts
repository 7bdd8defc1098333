import { createApp, type AppOptions } from './app.ts';
import { restoreBackend, saveBackend, type BackendState } from './backend-state.ts';
import { createBackends } from './backends.ts';
import { WriteQueue } from './write-queue.ts';

/** Where the state outlives the process: one value, replaced as a whole. */
export interface StateStore {
  /** What was saved last, or undefined. */
  load(): Promise<unknown>;
  save(state: unknown): Promise<void>;
}

export interface PersistentAppOptions extends Omit<AppOptions, 'backends'> {
  readonly store: StateStore;
}

/** Raise it when the shape changes: what an older build has saved is then forgotten. */
const VERSION = 1;

interface SavedState {
  readonly version: typeof VERSION;
  readonly main: BackendState;
  readonly twin: BackendState;
}

/**
 * The API for a place whose memory comes and goes, such as a service worker. The state is loaded before the
 * first request is looked at, and no answer leaves before what it tells of has been saved: a refresh
 * token that a client holds is never forgotten. Where the store fails, memory has to do.
 *
 * Requests are not put in a row: they work on one memory, as on Node, and one that hangs must not
 * hold up the others. Only the writes are.
 */
export function createPersistentApp({
  store,
  ...options
}: PersistentAppOptions): (request: Request) => Promise<Response> {
  const backends = createBackends(options);
  const app = createApp({ ...options, backends });
  let loaded: Promise<void> | null = null;

  const load = async (): Promise<void> => {
    try {
      const saved = await store.load();
      if (!isSavedState(saved)) return;
      restoreBackend(backends.main, saved.main);
      restoreBackend(backends.twin, saved.twin);
    } catch (error) {
      console.warn('The mock backend starts anew: its state cannot be read.', error);
    }
  };
  const save = async (): Promise<void> => {
    const state: SavedState = {
      version: VERSION,
      main: saveBackend(backends.main),
      twin: saveBackend(backends.twin),
    };
    try {
      await store.save(state);
    } catch (error) {
      console.warn('The mock backend will forget this: its state cannot be saved.', error);
    }
  };
  const queue = new WriteQueue(save);

  return async (request) => {
    await (loaded ??= load());
    const response = await app.fetch(request);
    await queue.written();
    return response;
  };
}

function isSavedState(value: unknown): value is SavedState {
  return (
    typeof value === 'object' && value !== null && 'version' in value && value.version === VERSION
  );
}

import type { Backend } from './backend.ts';
import type { Faults } from './faults.ts';
import type { SavedMovies } from './movies.ts';
import type { SavedTokenFamily } from './refresh-tokens.ts';
import type { StatsSnapshot } from './stats.ts';

/** All that a server must not forget, as data that IndexedDB can keep: no class, no function. */
export interface BackendState {
  readonly accessTokenKey: Uint8Array;
  readonly refreshTokens: readonly SavedTokenFamily[];
  readonly lastSignIn: ReadonlyMap<string, number>;
  readonly movies: SavedMovies;
  readonly faults: Faults;
  readonly stats: StatsSnapshot;
}

export function saveBackend(backend: Backend): BackendState {
  return {
    accessTokenKey: backend.accessTokens.save(),
    refreshTokens: backend.refreshTokens.save(),
    lastSignIn: backend.users.save(),
    movies: backend.movies.save(),
    faults: backend.faults.save(),
    stats: backend.stats.snapshot(),
  };
}

export function restoreBackend(backend: Backend, state: BackendState): void {
  const { accessTokens, faults, movies, refreshTokens, stats, users } = backend;
  accessTokens.restore(state.accessTokenKey);
  refreshTokens.restore(state.refreshTokens, (username) => users.find(username));
  users.restore(state.lastSignIn);
  movies.restore(state.movies);
  faults.restore(state.faults);
  stats.restore(state.stats);
}

import { AccessTokens } from './access-tokens.ts';
import { FaultSwitches, type Faults } from './faults.ts';
import { Movies } from './movies.ts';
import { cryptoRandomBytes, type RandomBytes } from './random-token.ts';
import { RefreshTokens } from './refresh-tokens.ts';
import { Stats } from './stats.ts';
import { Users } from './users.ts';

export interface BackendOptions {
  /** The fault switches at start, and after a reset. */
  readonly faults?: Partial<Faults>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly randomBytes?: RandomBytes;
  /** Waits for the latency that is switched on. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** Everything the routes work on; all state of the server is in here. */
export interface Backend {
  readonly faults: FaultSwitches;
  readonly stats: Stats;
  readonly users: Users;
  readonly movies: Movies;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly randomBytes: RandomBytes;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export function createBackend(options: BackendOptions = {}): Backend {
  const faults = new FaultSwitches(options.faults);
  const trueNow = options.now ?? Date.now;
  const now = () => trueNow() + faults.current.clockOffset * 1000;
  const randomBytes = options.randomBytes ?? cryptoRandomBytes;
  const policy = () => ({
    lifetime: faults.current.refreshTokenLifetime,
    overlapWindow: faults.current.overlapWindow,
  });
  return {
    faults,
    stats: new Stats(),
    users: new Users(now),
    movies: new Movies(),
    accessTokens: new AccessTokens({ now, randomBytes }),
    refreshTokens: new RefreshTokens({ now, randomBytes, policy }),
    randomBytes,
    wait: options.wait ?? ((milliseconds) => new Promise((done) => setTimeout(done, milliseconds))),
  };
}

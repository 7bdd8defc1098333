import type { Clock } from '../clock';
import { isPromise } from '../token/is-promise';
import type { JwtStoredTokens, LoadedTokens } from '../token/jwt-token-store';
import { isCurrent } from './is-current';
import type { SessionHost } from './session-host';
import type { Sleeper } from './sleeper';

/** The longest time between two looks at the store, and the shortest, in ms. */
const RARELY = 1_000;
const OFTEN = 50;

/** The store as a refresh sees it: what other tabs write to it comes late. */
export interface StoreView {
  /** As `StoredSession.look()`; undefined where tokens live in memory. */
  look(): LoadedTokens | Promise<LoadedTokens>;
  /** For a transaction, in which only a synchronous store can be asked: else stands what was seen. */
  lookAgain(seen: LoadedTokens): LoadedTokens;
  /** Adopts what the store shows; tells whether these are not the tokens of the session any more. */
  catchUp(tokens: JwtStoredTokens): Promise<boolean>;
  /** Waits for tokens of another tab, and tells whether they came. */
  watch(tokens: JwtStoredTokens, ms: number): Promise<boolean>;
}

export function createStoreView(session: SessionHost, clock: Clock, sleeper: Sleeper): StoreView {
  const look: StoreView['look'] = () => session.stored?.look();

  const catchUp: StoreView['catchUp'] = async (tokens) => {
    const seen = await look();
    if (isCurrent(session, tokens) && isNews(seen, tokens)) await session.stored?.reread();
    return !isCurrent(session, tokens);
  };

  return {
    look,
    lookAgain(seen) {
      const now = look();
      return isPromise(now) ? seen : now;
    },
    catchUp,
    async watch(tokens, ms) {
      const end = clock.now() + ms;
      for (let pause = OFTEN; ; pause = Math.min(2 * pause, RARELY)) {
        if (await catchUp(tokens)) return true;
        const left = end - clock.now();
        if (left <= 0) return false;
        await sleeper.sleep(Math.min(left, pause));
      }
    },
  };
}

/** Whether the store is ahead of these tokens, or has another session or none. */
export function isNews(seen: LoadedTokens, { sid, seq }: JwtStoredTokens): boolean {
  return isGone(seen, sid) || (!!seen && seen.seq > seq);
}

/** Whether the session is not in the store any more. */
export function isGone(seen: LoadedTokens, sid: string): boolean {
  return seen === null || (!!seen && seen.sid !== sid);
}

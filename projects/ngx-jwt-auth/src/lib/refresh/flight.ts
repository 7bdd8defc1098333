import type { Clock } from '../clock';
import { authError, type JwtAuthError } from '../errors';
import type { SessionCore } from '../session/session-core';

/** One refresh under way, joined by all who need its result. */
export interface Flight {
  readonly sid: string;
  /** Settles once, with the reason why those who joined have no new tokens. */
  readonly done: Promise<JwtAuthError | undefined>;
  readonly settle: (error?: JwtAuthError) => void;
  /** For how long those who joined wait yet, in ms. */
  readonly timeLeft: () => number;
  /** Whether somebody joined because an API answered 401. */
  isTokenRejected: boolean;
  /** Whether nobody waits any more: the exchange goes on, since the server may have rotated already. */
  isLate: boolean;
  /** What may be told of the failure of the last attempt. */
  cause?: object | undefined;
  /** In development: whether the refresh function of the app is being called right now. */
  isInFunction?: boolean;
}

/** Starts to count how long a refresh of this session keeps those who join waiting. */
export function createFlight(
  session: SessionCore,
  sid: string,
  clock: Clock,
  patience: number,
): Flight {
  let settle!: Flight['settle'];
  const done = new Promise<JwtAuthError | undefined>((resolve) => (settle = resolve)).then(
    (error) => {
      cancelTimer();
      if (error || session.sid === sid || session.continued === sid) return error;
      return authError(session.current() ? 'SESSION_CHANGED' : 'SESSION_OVER');
    },
  );
  const deadline = clock.now() + patience;
  const flight: Flight = {
    sid,
    done,
    settle,
    timeLeft: () => deadline - clock.now(),
    isTokenRejected: false,
    isLate: false,
  };
  const cancelTimer = clock.after(patience, () => {
    flight.isLate = true;
    settle(authError('REFRESH_UNAVAILABLE'));
  });
  return flight;
}

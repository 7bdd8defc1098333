import { DestroyRef, inject, untracked } from '@angular/core';
import { CLOCK, type Clock, type Sleeper } from '../clock';
import { devError, devOnly } from '../dev-mode';
import { authError, type JwtAuthError } from '../errors';
import { OWN } from '../own';
import { TOKEN_REVOCATION, type Revocation, type SessionCore } from '../session/session-core';
import type { Announce } from '../tabs/join-tabs';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { BackOff } from './back-off';
import type { Outcome } from './outcome';
import { strippedCause } from '../endpoint/stripped-cause';

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

/**
 * The refreshes of a session, one at a time. Each is detached from those who wait: nothing they do
 * can cancel it, because the server may have rotated already.
 */
export interface Flights {
  /** Starts the refresh of these tokens, or joins the one under way; gives why there are no new ones. */
  readonly join: (tokens: JwtStoredTokens, isTokenRejected?: boolean) => Flight['done'];
  /** Whether the server refused to refresh these tokens. */
  readonly isRefused: (tokens: JwtStoredTokens) => boolean;
  /** Lets nobody wait any longer: the session is over, or another one. The exchange itself goes on. */
  readonly abandon: () => void;
}

/** What the refreshes of a session need. */
export interface FlightsSetup {
  readonly session: SessionCore;
  /** For how long somebody waits for a refresh, in ms. */
  readonly patience: number;
  readonly backOff: BackOff;
  readonly sleeper: Sleeper;
  /** One attempt, in turn with the other tabs. */
  readonly attempt: (flight: Flight, tokens: JwtStoredTokens) => Promise<Outcome>;
  readonly announce: Announce;
  readonly isCookie: boolean;
}

/** Called in an injection context. */
export function createFlights(setup: FlightsSetup): Flights {
  const { session, backOff, sleeper, patience } = setup;
  const clock = inject(CLOCK);
  const revoke = inject(TOKEN_REVOCATION, OWN);
  let flight: Flight | undefined;
  let refused: JwtStoredTokens | undefined;

  /** Lets nobody wait any longer. */
  const land = (landed: Flight | undefined, error?: JwtAuthError): void => {
    landed?.settle(error);
    sleeper.wake();
    if (landed !== flight) return;
    flight = session.underWay = undefined;
    untracked(() => {
      session.isRefreshing.set(false);
    });
  };

  const report = createReport(setup, land, (tokens) => {
    refused = tokens;
  });

  const start = (tokens: JwtStoredTokens): Flight => {
    const own = (flight = createFlight(session, tokens.sid, clock, patience));
    session.underWay = tokens.sid;
    const run = async (): Promise<void> => {
      const outcome = await fly(setup, own, tokens, revoke).catch((error: unknown): Outcome => {
        own.cause = strippedCause(error);
        return { kind: 'unavailable' };
      });
      report(own, tokens, outcome);
    };
    untracked(() => {
      session.isRefreshing.set(true);
      void run();
    });
    return own;
  };

  inject(DestroyRef).onDestroy(() => {
    land(flight, authError('REFRESH_UNAVAILABLE'));
  });

  return {
    isRefused: (tokens) => refused === tokens,
    abandon() {
      land(flight);
    },
    join(tokens, isTokenRejected = false) {
      checkCaller(flight);
      const canJoin = flight?.sid === tokens.sid;
      if (!canJoin && (session.isDestroyed || backOff.wait(tokens) > 0)) {
        return Promise.resolve(authError('REFRESH_UNAVAILABLE'));
      }
      const joined = flight && canJoin ? flight : start(tokens);
      joined.isTokenRejected ||= isTokenRejected; // it may have landed: the app may sign out in it
      return joined.done;
    },
  };
}

/** Starts to count how long a refresh of this session keeps those who join waiting. */
function createFlight(session: SessionCore, sid: string, clock: Clock, patience: number): Flight {
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

/** Makes what tells those who wait, the other tabs and the listeners what came of a refresh. */
function createReport(
  { session, announce }: FlightsSetup,
  land: (landed: Flight, error?: JwtAuthError) => void,
  noteRefused: (tokens: JwtStoredTokens) => void,
): (own: Flight, tokens: JwtStoredTokens, outcome: Outcome) => void {
  return (own, tokens, { kind }) => {
    if (kind === 'renewed' && session.sid === tokens.sid) {
      announce('changed', tokens.sid);
      // A restore is no news.
      if (tokens.seq) session.emit({ type: 'refreshed', from: 'here' });
    }
    if (!session.isCurrent(tokens)) {
      land(own); // whoever changed the session has told those who wait
      return;
    }
    const code = kind === 'unavailable' ? 'REFRESH_UNAVAILABLE' : 'REFRESH_REJECTED';
    const error = authError(code, own.cause);
    const isOver =
      kind === 'subject-changed' || (kind === 'refused' && !isKept(session, own, tokens));
    land(own, error);
    if (isOver) {
      void session.end(kind === 'refused' ? 'refresh-rejected' : kind);
      return;
    }
    if (kind === 'refused') {
      noteRefused(tokens);
      session.set(tokens);
    }
    if (session.current()?.seq) session.emit({ type: 'refreshFailed', error });
  };
}

/** Attempts until there is a definite answer, or nobody can wait for one. */
async function fly(
  setup: FlightsSetup,
  flight: Flight,
  tokens: JwtStoredTokens,
  revoke: Revocation | null,
): Promise<Outcome> {
  const { session, backOff, sleeper } = setup;
  do {
    const outcome = await setup.attempt(flight, tokens);
    if (outcome.kind === 'late') {
      if (!isInUse(setup, flight, tokens, outcome.tokens)) revoke?.(tokens.sid, outcome.tokens);
    } else if (outcome.kind !== 'unavailable') return outcome;
    // A restore: unknown until the first answer, and without a definite one the session stands.
    if (session.current() === undefined) session.set(tokens);
    if (flight.isLate || backOff.wait(tokens) >= flight.timeLeft()) break;
    if (isKept(session, flight, tokens)) break;
    for (let ms; (ms = backOff.wait(tokens)) > 0 && session.isCurrent(tokens);) {
      await sleeper.sleep(ms);
    }
  } while (session.isCurrent(tokens));
  return { kind: 'unavailable' };
}

/** Whether a failure costs nothing yet: a token that is still good is better than waiting. */
function isKept(session: SessionCore, flight: Flight, tokens: JwtStoredTokens): boolean {
  return session.isUsable(tokens) && !flight.isTokenRejected;
}

/** Whether tokens that came too late for their session are those of the session that stands now. */
function isInUse(
  { session, isCookie }: FlightsSetup,
  flight: Flight,
  { sid }: JwtStoredTokens,
  { accessToken, refreshToken }: JwtStoredTokens,
): boolean {
  // This tab may not have heard yet that the session of these tokens is over.
  const other = session.sid === sid ? null : session.current();
  const isSame = other?.accessToken === accessToken;
  devOnly(() => {
    if (!isSame || flight.isInFunction === undefined) return;
    devError(
      'The refresh function called signIn() with its reply: that began another session, and ' +
        'the requests that waited failed with SESSION_CHANGED. Return the reply, no more.',
    );
  });
  if (isCookie) return !!session.sid;
  return isSame || (!!refreshToken && other?.refreshToken === refreshToken);
}

/** In development: says who waits for itself. */
function checkCaller(flight: Flight | undefined): void {
  devOnly(() => {
    if (!flight?.isInFunction) return;
    devError(
      'The refresh function called HttpClient without the given `context`, or refresh() or ' +
        'getAccessToken(), so the call waits for itself until the timeout. Pass the context ' +
        'on: http.post(url, body, { context }).',
    );
  });
}

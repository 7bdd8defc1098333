import { Delivery } from '../../../storm/delivery';
import { StrictServer } from '../../../storm/strict-server';
import { randomNumbers } from '../../../../e2e/soak/random';
import { createSession } from './tokens';
import type { Session } from './variant';

/** An answer, as a server gives it. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** What the API sends to who may have it. */
const ITEM: Reply = { status: 200, body: { id: 17, title: 'Metropolis', year: 1927 } };
const REJECTED: Reply = { status: 401, body: { message: 'Unauthorized' } };
const REFUSED: Reply = { status: 400, body: { error: 'invalid_grant' } };

/** Seconds that an access token lasts. */
export const LIFETIME = 900;

/** The server of the storms, and how its answers travel. */
export class InPageServer {
  readonly server = new StrictServer(() => (this.#latest = createSession(0, this.#lifetime)));
  #delivery = new Delivery(0, Math.random);
  #lifetime = LIFETIME;
  #latest: Session | undefined;
  /** The refresh token, for those that leave it to the browser. */
  #cookie: string | null = null;

  /** Begins a session; the tokens that a refresh brings last so many seconds. */
  signIn(session: Session, lifetime = LIFETIME): void {
    this.#lifetime = lifetime;
    this.#cookie = session.refreshToken;
    this.server.signIn(session);
  }

  /** From now on: answers over so many milliseconds, tokens of the usual lifetime, counts from zero. */
  startStorm(spread: number): void {
    this.#lifetime = LIFETIME;
    this.#delivery = new Delivery(spread, randomNumbers(1));
    this.server.startCount();
  }

  /** Answers that have not arrived yet. */
  get underWay(): number {
    return this.#delivery.underWay;
  }

  send(url: string, token: string | null, answer: (reply: Reply) => void): void {
    const status = this.server.answer(url, token);
    this.#delivery.deliver(() => {
      answer(status === 200 ? ITEM : REJECTED);
    });
  }

  refresh(body: unknown, sendsCookie: boolean, answer: (reply: Reply) => void): void {
    const pair = this.server.refresh(sendsCookie ? this.#cookie : refreshTokenIn(body));
    this.#cookie = pair?.refreshToken ?? null;
    const reply =
      pair && this.#latest ? { status: 200, body: toReply(this.#latest, sendsCookie) } : REFUSED;
    this.#delivery.deliverRefresh(() => {
      answer(reply);
    });
  }
}

/** In the spelling of the mock backend and in that of OAuth: each client reads its own. */
function toReply(
  { accessToken, refreshToken, idToken, expiresAt }: Session,
  setsCookie: boolean,
): object {
  const expiresIn = Math.round((expiresAt - Date.now()) / 1000);
  return {
    accessToken,
    ...(!setsCookie && { refreshToken, refresh_token: refreshToken }),
    expiresIn,
    access_token: accessToken,
    id_token: idToken,
    expires_in: expiresIn,
    token_type: 'Bearer',
    scope: 'openid offline_access',
  };
}

function refreshTokenIn(body: unknown): string | null {
  if (typeof body === 'object' && body !== null && 'refreshToken' in body) {
    return String(body.refreshToken);
  }
  // A form, as OAuth wants it, from whatever class.
  return new URLSearchParams(String(body)).get('refresh_token');
}

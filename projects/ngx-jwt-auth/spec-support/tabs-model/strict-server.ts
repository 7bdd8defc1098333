import {
  HttpErrorResponse,
  HttpEventType,
  HttpHeaders,
  HttpResponse,
  type HttpEvent,
  type HttpRequest,
} from '@angular/common/http';
import { Observable } from 'rxjs';
import { createJwt } from '../create-jwt';
import { REFRESH_URL } from '../set-up';
import type { TabProcess } from './tab-process';
import type { VirtualTime } from './virtual-time';

/**
 * What becomes of an exchange: `ok`; an outage, which rotates nothing; `dropped` on the way there,
 * or never answered (`hangs`); lost on the way back, so that the token is spent (`cut`, or `lost`
 * without a word); or `refused`, because the session was ended on the server.
 */
export const FATES = [
  'ok',
  '503',
  '429 with Retry-After',
  'dropped',
  'hangs',
  'cut',
  'lost',
  'refused',
] as const;

export interface Plan {
  readonly fate: (typeof FATES)[number];
  /** How long the answer takes, in ms. */
  readonly ms: number;
}

/** A session as the server knows it: all refresh tokens that came of one sign-in. */
export interface Family {
  readonly id: number;
  /** The refresh token that is good: `RT-<family>-<this>`. */
  newest: number;
  isAlive: boolean;
  readonly openedAt: number;
}

/** One refresh request. */
export interface Spending {
  readonly tab: TabProcess;
  readonly family: Family;
  readonly number: number;
  readonly sentAt: number;
  hasRotated: boolean;
  /** Whether the tab still waits for the answer. */
  isOpen: boolean;
  isAnswered: boolean;
  /** Whether the connection broke before the answer came. */
  isCut: boolean;
}

/** In s. */
const LIFETIME = 60;

/** Rotates at each refresh, and ends a session of which a refresh token comes a second time. */
export class StrictServer {
  readonly families: Family[] = [];
  readonly spendings: Spending[] = [];
  /** How the next exchanges go; those after them are fine. */
  plans: Plan[] = [];
  /** How many of the next requests to the API are refused. */
  refusals = 0;
  onSend: ((spending: Spending) => void) | undefined;
  onReuse: ((one: Spending, other: Spending) => void) | undefined;
  /** A request to the API, and the session whose token it carries. */
  onRequest: ((url: string, family: Family | undefined) => void) | undefined;
  #count = 0;

  constructor(private readonly time: VirtualTime) {}

  /** Signs somebody in; the tokens may have been got a while ago. */
  logIn(age = 0): Pair {
    const id = this.families.length;
    this.families.push({ id, newest: 0, isAlive: true, openedAt: this.time.now });
    return this.#pair(id, 0, age);
  }

  familyOf(token: string | undefined): Family | undefined {
    const [, id] = /^RT-(\d+)-/.exec(token ?? '') ?? [];
    return id === undefined ? undefined : this.families[Number(id)];
  }

  /** What the requests of a tab come to. */
  handle(tab: TabProcess, request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    return new Observable((subscriber) => {
      const reply: Reply = {
        ok: (body) => {
          subscriber.next(new HttpResponse({ status: 200, body, url: request.url }));
          subscriber.complete();
        },
        fail: (status, retryAfter) => {
          const headers = new HttpHeaders(retryAfter ? { 'Retry-After': retryAfter } : {});
          subscriber.error(new HttpErrorResponse({ status, url: request.url, headers }));
        },
      };
      subscriber.next({ type: HttpEventType.Sent });
      if (request.url !== REFRESH_URL) {
        this.#serve(tab, request, reply);
        return;
      }
      const { refreshToken } = request.body as { refreshToken: string };
      const spending = this.#exchange(tab, refreshToken, reply);
      return () => (spending.isOpen = false);
    });
  }

  #serve(tab: TabProcess, { url, headers }: HttpRequest<unknown>, reply: Reply): void {
    const [, payload] = headers.get('Authorization')?.split('.') ?? [];
    const { family, exp = Infinity } = (payload ? JSON.parse(atob(payload)) : {}) as Claims;
    this.onRequest?.(url, family === undefined ? undefined : this.families[family]);
    tab.after(this.time.between(1, 40), () => {
      if (exp * 1000 > this.time.now && this.refusals === 0) {
        reply.ok('ok');
        return;
      }
      this.refusals = Math.max(0, this.refusals - 1);
      reply.fail(401);
    });
  }

  #exchange(tab: TabProcess, token: string, reply: Reply): Spending {
    const family = this.familyOf(token);
    if (!family) throw new Error(`no refresh token: ${token}`);
    const spending: Spending = {
      tab,
      family,
      number: Number(token.split('-')[2]),
      sentAt: this.time.now,
      hasRotated: false,
      isOpen: true,
      isAnswered: false,
      isCut: false,
    };
    this.onSend?.(spending);
    this.spendings.push(spending);
    const { fate, ms } = this.plans.shift() ?? { fate: 'ok', ms: this.time.between(2, 40) };
    if (fate === 'hangs') return spending;
    const arrival = fate === 'dropped' ? ms : ms * this.time.random();
    const answer = (send: () => void): void => {
      if (fate === 'lost') return;
      tab.after(ms - arrival, () => {
        if (!spending.isOpen) return;
        spending.isCut = fate === 'cut';
        spending.isAnswered = !spending.isCut;
        if (spending.isCut) reply.fail(0);
        else send();
      });
    };
    this.time.at(this.time.now + arrival, () => {
      if (fate === 'dropped') answer(() => reply.fail(0));
      else if (fate === '503') answer(() => reply.fail(503));
      else if (fate === '429 with Retry-After') answer(() => reply.fail(429, '5'));
      else this.#rotate(spending, fate === 'refused', reply, answer);
    });
    return spending;
  }

  #rotate(
    spending: Spending,
    isRefused: boolean,
    reply: Reply,
    answer: (send: () => void) => void,
  ): void {
    const { family, number } = spending;
    if (isRefused) family.isAlive = false;
    if (family.isAlive && number !== family.newest) {
      family.isAlive = false;
      const first = this.spendings.find(
        (other) => other.family === family && other.number === number && other.hasRotated,
      );
      if (first) this.onReuse?.(first, spending);
    }
    if (!family.isAlive) {
      answer(() => reply.fail(400));
      return;
    }
    spending.hasRotated = true;
    const pair = this.#pair(family.id, ++family.newest);
    answer(() => reply.ok(pair));
  }

  #pair(id: number, number: number, age = 0): Pair {
    const iat = Math.floor(this.time.now / 1000) - age;
    const claims = { sub: `user-${id}`, family: id, iat, exp: iat + LIFETIME, jti: ++this.#count };
    return { accessToken: createJwt(claims), refreshToken: `RT-${id}-${number}` };
  }
}

interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface Claims {
  readonly family?: number;
  readonly exp?: number;
}

interface Reply {
  ok(body: unknown): void;
  fail(status: number, retryAfter?: string): void;
}

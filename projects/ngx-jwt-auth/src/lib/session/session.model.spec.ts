import type { TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import fc from 'fast-check';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { FakeBrowser } from '../../../spec-support/fake-browser';
import { tokenOf } from '../../../spec-support/http';
import { expectAsyncProperty, useNoTimeLimit } from '../../../spec-support/properties';
import { API, REFRESH_URL, setUp, START, type TestApp } from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { writeRow } from '../tabs/ledger';
import { withTokenStore } from './with-token-store';

/** What can happen, in any order. */
const STEPS = [
  'send',
  'api answers 200',
  'api answers 401',
  'refresh ok',
  'refresh brings another subject',
  'refresh is refused',
  'refresh meets an outage',
  'refresh()',
  'getAccessToken()',
  'sign in',
  'start to sign in',
  'sign-in is answered',
  'sign out',
  'another tab refreshes',
  'another tab signs in',
  'another tab signs out',
  'unsubscribe',
  'time passes',
  'page wakes',
] as const;

interface Step {
  readonly what: (typeof STEPS)[number];
  /** Which of the requests under way. */
  readonly pick: number;
  readonly ms: number;
}

const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom(...STEPS),
    pick: fc.nat(3),
    ms: fc.constantFrom(1, 1_500, 12_000, 61_000, 4_000_000),
  }),
  { minLength: 1, maxLength: 24 },
);

interface Sent {
  /** The session that stood when it was sent. */
  readonly owner: string | null;
  readonly subscription: { unsubscribe(): void };
  settled: number;
  isUnsubscribed: boolean;
}

/** The app, the server and the other tab, and what must never be. */
class World {
  readonly store: SharedStore = new SharedStore();
  readonly browser: FakeBrowser = new FakeBrowser();
  readonly app: TestApp = setUp({
    browser: this.browser,
    features: [withTokenStore(this.store), withTokenRefresh(REFRESH_URL)],
  });
  readonly requests = new Map<string, Sent>();
  readonly #open: TestRequest[] = [];
  readonly #refreshes: TestRequest[] = [];
  readonly #spent = new Set<string>();
  readonly #sessionOf = new Map<string, string | null>();
  /** The sessions that began in the other tab, all of one user. */
  readonly #ofOtherTab = new Set<string>();
  readonly #signIns: ((reply: object) => void)[] = [];
  #isSignedOut = true;
  #count = 0;

  constructor() {
    this.app.auth.status(); // starts it
  }

  async run({ what, pick, ms }: Step): Promise<void> {
    const { auth } = this.app;
    switch (what) {
      case 'send':
        this.#send();
        break;
      case 'api answers 200':
        take(this.#open, pick)?.flush('ok');
        break;
      case 'api answers 401':
        take(this.#open, pick)?.flush(null, { status: 401, statusText: 'Unauthorized' });
        break;
      case 'refresh ok':
        this.#answerRefresh(pick, 'ann');
        break;
      case 'refresh brings another subject':
        this.#answerRefresh(pick, 'bob');
        break;
      case 'refresh is refused':
        take(this.#refreshes, pick)?.flush({}, { status: 400, statusText: 'Bad Request' });
        break;
      case 'refresh meets an outage':
        take(this.#refreshes, pick)?.flush('down', { status: 503, statusText: 'Down' });
        break;
      case 'refresh()':
        auth.refresh().catch(() => undefined);
        break;
      case 'getAccessToken()':
        auth.getAccessToken().catch(() => undefined);
        break;
      case 'sign in':
        await this.#signIn(this.#pair('ann'));
        break;
      case 'start to sign in':
        void this.#signIn(new Promise((resolve) => this.#signIns.push(resolve)));
        break;
      case 'sign-in is answered':
        take(this.#signIns, pick)?.(this.#pair('ann'));
        break;
      case 'sign out':
        this.#isSignedOut = true;
        await auth.signOut();
        break;
      case 'another tab refreshes':
        this.#refreshElsewhere();
        break;
      case 'another tab signs in':
        this.#signInElsewhere();
        break;
      case 'another tab signs out':
        await this.#signOutElsewhere(pick % 2 === 0);
        break;
      case 'unsubscribe': {
        const sent = [...this.requests.values()][pick];
        if (!sent) break;
        sent.isUnsubscribed = true;
        sent.subscription.unsubscribe();
        break;
      }
      case 'time passes':
        jasmine.clock().tick(ms);
        break;
      case 'page wakes':
        window.dispatchEvent(new Event('online'));
        break;
    }
    await this.#look();
  }

  /** Everything is answered, and time passes: whoever waits must get an answer. */
  async drain(): Promise<void> {
    for (let round = 0; round < 12; round++) {
      for (const request of this.#open.splice(0)) if (!request.cancelled) request.flush('ok');
      for (let left = this.#refreshes.length; left > 0; left--) this.#answerRefresh(0, 'ann');
      await this.#look();
      jasmine.clock().tick(5_000);
      await this.#look();
    }
    for (const [path, { settled, isUnsubscribed }] of this.requests) {
      if (!isUnsubscribed && settled !== 1) throw new Error(`${path} settled ${String(settled)} x`);
    }
    if (this.app.auth.isRefreshing()) throw new Error('it is refreshing for ever');
  }

  #send(): void {
    const path = `/${String(++this.#count)}`;
    const settle = (): void => {
      sent.settled++;
    };
    const sent: Sent = {
      owner: this.app.auth.sessionKey(),
      subscription: { unsubscribe: () => undefined },
      settled: 0,
      isUnsubscribed: false,
    };
    this.requests.set(path, sent);
    Object.assign(sent, {
      subscription: this.app.http.get(API + path).subscribe({ error: settle, complete: settle }),
    });
  }

  async #signIn(reply: object | Promise<object>): Promise<void> {
    const { auth } = this.app;
    await auth.signIn(reply).then(
      () => (this.#isSignedOut = false),
      () => undefined,
    );
    this.#learn();
  }

  #pair(sub: string): { accessToken: string; refreshToken: string } {
    const jti = String(++this.#count);
    return { accessToken: createFreshJwt(60, { sub, jti }), refreshToken: `RT${jti}` };
  }

  #answerRefresh(pick: number, sub: string): void {
    const request = take(this.#refreshes, pick);
    if (!request || request.cancelled) return;
    const { refreshToken } = request.request.body as { refreshToken: string };
    const isReuse = this.#spent.has(refreshToken);
    this.#spent.add(refreshToken);
    if (isReuse) request.flush({}, { status: 400, statusText: 'Bad Request' });
    else request.flush(this.#pair(sub));
  }

  #refreshElsewhere(): void {
    const { record } = this.store;
    if (!record) return;
    if (record.refreshToken) this.#spent.add(record.refreshToken);
    const pair = this.#pair('ann');
    this.#sessionOf.set(pair.accessToken, record.sid);
    const [seq, expiresAt] = [record.seq + 1, Date.now() + 60_000];
    writeRow(this.browser.rows, record.sid, { seq });
    this.store.changeElsewhere({ ...record, ...pair, seq, expiresAt });
    this.browser.tell({ v: 1, kind: 'changed', sid: record.sid });
  }

  /** Of the ledger, which is written after the store, this tab may hear first or last. */
  async #signOutElsewhere(isLedgerSlow: boolean): Promise<void> {
    const { record } = this.store;
    this.store.changeElsewhere(null);
    if (!record) return;
    this.#isSignedOut = true;
    const { sid, seq } = record;
    if (isLedgerSlow) await this.#turns();
    writeRow(this.browser.rows, sid, { seq, isOver: true });
    if (this.store.record?.sid === sid) this.store.changeElsewhere(null);
    this.browser.tell({ v: 1, kind: 'signed-out', sid });
  }

  #signInElsewhere(): void {
    const pair = this.#pair('bob');
    const sid = `other-${pair.refreshToken}`;
    this.#sessionOf.set(pair.accessToken, sid);
    this.#ofOtherTab.add(sid);
    this.#isSignedOut = false;
    const { record } = this.store;
    if (record) writeRow(this.browser.rows, record.sid, { seq: record.seq, isOver: true });
    this.store.changeElsewhere({ v: 1, sid, seq: 1, ...pair, expiresAt: Date.now() + 60_000 });
    this.browser.tell({ v: 1, kind: 'changed', sid });
  }

  /** Which session a token belongs to: the one that stood when it was first seen in the store. */
  #learn(): void {
    const { record } = this.store;
    if (record && !this.#sessionOf.has(record.accessToken)) {
      this.#sessionOf.set(record.accessToken, record.sid);
    }
  }

  /** Lets what has to be agreed on with the other tab be agreed on. */
  async #turns(): Promise<void> {
    for (let turn = 0; turn < 40; turn++) await Promise.resolve();
  }

  async #look(): Promise<void> {
    await this.#turns();
    this.#learn();
    for (const request of this.app.backend.match(() => true)) {
      if (request.request.url === REFRESH_URL) this.#lookAtRefresh(request);
      else this.#lookAtRequest(request);
    }
    if (!this.#isSignedOut) return;
    if (this.app.auth.status() !== 'anonymous') throw new Error('signed in after the sign-out');
    if (this.store.record) throw new Error('a record after the sign-out');
  }

  #lookAtRefresh(request: TestRequest): void {
    const tokenIn = ({ request: { body } }: TestRequest): string =>
      (body as { refreshToken: string }).refreshToken;
    const token = tokenIn(request);
    if (this.#spent.has(token)) throw new Error('a refresh token was sent again after a rotation');
    const underWay = this.#refreshes.filter(({ cancelled }) => !cancelled).map(tokenIn);
    if (underWay.includes(token)) throw new Error('two exchanges of one refresh token');
    this.#refreshes.push(request);
  }

  #lookAtRequest(request: TestRequest): void {
    const token = tokenOf(request);
    const owner = this.requests.get(request.request.url.slice(API.length))?.owner;
    const session = this.#sessionOf.get(token ?? '') ?? null;
    // A sign-in of the same user in the other tab is the same session to a request.
    const isSameUser = [owner, session].every((sid) => this.#ofOtherTab.has(sid ?? ''));
    if (token && session !== owner && !isSameUser) {
      throw new Error('a request carries the token of another session');
    }
    this.#open.push(request);
  }
}

/** Lets the browser breathe: a page of microtasks alone looks dead to Karma. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Takes one out that is not cancelled. */
function take<T extends object>(list: T[], pick: number): T | undefined {
  const live = list.filter((item) => !('cancelled' in item && item.cancelled));
  const one = live[pick % Math.max(1, live.length)];
  if (one) list.splice(list.indexOf(one), 1);
  return one;
}

describe('C14 the session in any order of events', () => {
  useSilentConsole();
  useNoTimeLimit();

  it('C14 has one exchange, spends no token twice, settles every request once, mixes no sessions', async () => {
    await expectAsyncProperty(
      fc.asyncProperty(steps, async (order) => {
        jasmine.clock().install().mockDate(START);
        try {
          const world = new World();
          for (const step of order) await world.run(step);
          await world.drain();
        } finally {
          TestBed.resetTestingModule();
          jasmine.clock().uninstall();
        }
        await breathe();
      }),
    );
  });
});

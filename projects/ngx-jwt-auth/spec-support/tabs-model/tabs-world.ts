import type { Provider } from '@angular/core';
import { Subscription } from 'rxjs';
import { LEDGER } from '../../src/lib/tabs/ledger';
import { TAB_CHANNEL } from '../../src/lib/tabs/tab-channel';
import { TAB_LOCK } from '../../src/lib/tabs/tab-lock';
import type { JwtStoredTokens } from '../../src/public-api';
import { API } from '../set-up';
import { StaleStorage } from './stale-storage';
import { StrictServer, type Family, type Plan } from './strict-server';
import { TabApp } from './tab-app';
import { TabChannels } from './tab-channels';
import { createTabDocument } from './tab-document';
import { TabLedger } from './tab-ledger';
import { TabLocks } from './tab-locks';
import { TabProcess } from './tab-process';
import { HEARD, TabRules } from './tab-rules';
import { VirtualTime } from './virtual-time';

const KEY = 'ngx-jwt-auth';
const MOST_TABS = 4;

/** What can come in the way of a refresh, */
export const DISTURBANCES = [
  'sign in as another user',
  'sign out',
  'crash',
  'reload',
  'freeze for 3 s',
  'freeze for 30 s',
] as const;

/** and whatever else can happen in a tab, or to it. */
export const STEPS = [
  'send',
  'send in all tabs',
  'refresh()',
  'refresh() in all tabs',
  'api refuses a token',
  'page wakes',
  'new tab',
  ...DISTURBANCES,
] as const;

/** What a page does that puts another app in the place of its own. */
export const REMOUNT = 'unmount the app, and mount another one';

export interface Step {
  readonly what: (typeof STEPS)[number] | typeof REMOUNT;
  /** In which of the tabs: from 3 on in the one that was the last to send a refresh token. */
  readonly pick: number;
  /** How long it takes to the next step, in ms, unless so much has happened before. */
  readonly ms: number;
  readonly events: number;
}

export interface Start {
  readonly seed: number;
  readonly tabs: number;
  /** How many seconds ago the tokens were issued, of which they live 60. */
  readonly age: number;
  readonly hasLocks: boolean;
  readonly plans: readonly Plan[];
}

interface Sent {
  readonly app: TabApp;
  readonly owner: Family | undefined;
  readonly subscription: Subscription;
  settled: number;
}

/** A browser with tabs, the server, and the user. */
export class TabsWorld {
  readonly time: VirtualTime;
  readonly rules: TabRules;
  readonly server: StrictServer;
  readonly apps: TabApp[] = [];
  readonly #storage = new StaleStorage();
  readonly #ledger: TabLedger;
  readonly #locks: TabLocks;
  readonly #channels = new TabChannels();
  readonly #requests = new Map<string, Sent>();
  readonly #restoreRandom: () => number;

  constructor({ seed, tabs, age, hasLocks, plans }: Start) {
    this.time = new VirtualTime(seed);
    this.server = new StrictServer(this.time);
    this.server.plans = [...plans];
    this.server.onRequest = (url, family) => {
      this.#checkRequest(url, family);
    };
    this.rules = new TabRules(this.time, this.server, this.#storage);
    this.#ledger = new TabLedger(this.time);
    this.#locks = new TabLocks(this.time, !hasLocks);
    this.#restoreRandom = Math.random;
    Math.random = this.time.random;
    const record = { v: 1, sid: 'first', seq: 1, ...this.server.logIn(age) };
    const expiresAt = this.time.now + (60 - age) * 1000;
    this.#storage.items.set(KEY, JSON.stringify({ ...record, expiresAt }));
    for (let count = 0; count < tabs; count++) this.#open();
  }

  async run({ what, pick, ms, events }: Step): Promise<void> {
    const awake = this.#live().filter(({ tab }) => tab.isRunning);
    const sender = this.server.spendings.at(-1)?.tab;
    const last = pick > 2 ? awake.find(({ tab }) => tab === sender) : undefined;
    const app = last ?? awake[pick % Math.max(1, awake.length)];
    if (what === 'new tab' && this.#live().length < MOST_TABS) this.#open();
    else if (app && what !== 'new tab') this.#act(what, app);
    await this.#pass(ms, events);
  }

  /** All goes well from now on, and time passes: everybody must have the same in the end. */
  async drain(): Promise<void> {
    this.server.plans = [];
    this.server.refusals = 0;
    for (const { tab } of this.apps) tab.thaw();
    await this.#pass(20_000);
    this.#open(); // it knows no more than what the store says
    for (let round = 0; round < 2; round++) {
      await this.#pass(75_000);
      for (const app of this.#live()) this.#send(app);
      await this.#pass(25_000);
    }
    this.#checkEnd();
  }

  close(): void {
    this.time.stop();
    for (const { subscription } of this.#requests.values()) subscription.unsubscribe();
    for (const app of this.apps) app.close();
    Math.random = this.#restoreRandom;
  }

  #act(what: Exclude<Step['what'], 'new tab'>, app: TabApp): void {
    const { auth, tab } = app;
    switch (what) {
      case 'send':
        this.#send(app);
        break;
      case 'send in all tabs':
        this.#inAllTabs((other) => {
          this.#send(other);
        });
        break;
      case 'refresh()':
        auth.refresh().catch(() => undefined);
        break;
      case 'refresh() in all tabs':
        this.#inAllTabs((other) => void other.auth.refresh().catch(() => undefined));
        break;
      case 'api refuses a token':
        this.server.refusals++;
        break;
      case 'sign in as another user':
        if (this.#isUpToDate(app)) this.#signIn(app);
        break;
      case 'sign out':
        if (this.#isUpToDate(app)) this.#signOut(app);
        break;
      case 'page wakes':
        (app.document.defaultView as unknown as { wake(): void }).wake();
        break;
      case 'crash':
        tab.die();
        break;
      case 'reload':
        tab.die();
        this.time.at(this.time.now + this.time.between(5, 300), () => this.#open());
        break;
      case REMOUNT:
        app.close();
        tab.after(this.time.between(0, 300), () => {
          this.#start(tab, app.document);
        });
        break;
      case 'freeze for 3 s':
        tab.freeze(3_000);
        break;
      case 'freeze for 30 s':
        tab.freeze(30_000);
        break;
    }
  }

  /** At about the same time. */
  #inAllTabs(act: (app: TabApp) => void): void {
    for (const app of this.#live()) {
      app.tab.after(this.time.between(0, 30), () => {
        act(app);
      });
    }
  }

  /** Nobody is fast enough to use a page that has only just come back to life. */
  #isUpToDate({ tab }: TabApp): boolean {
    return !tab.wasFrozen(this.time.now - HEARD);
  }

  #open(): void {
    const tab = new TabProcess(this.time);
    this.#start(tab, createTabDocument(this.#storage.openTab(tab)));
  }

  /** Starts an app in a tab: its first one, or the next one. */
  #start(tab: TabProcess, document: Document): void {
    const shared: Provider[] = [
      { provide: LEDGER, useValue: this.#ledger.openTab(tab) },
      { provide: TAB_LOCK, useValue: this.#locks.openTab(tab) },
      { provide: TAB_CHANNEL, useValue: this.#channels.openTab(tab) },
    ];
    const name = `tab ${this.apps.length}`;
    this.apps.push(new TabApp(name, tab, this.server, document, shared));
  }

  #send(app: TabApp): void {
    if (app.isGone) return; // its HttpClient can do nothing any more
    const url = `${API}/${this.#requests.size}`;
    const settle = (): void => {
      sent.settled++;
    };
    const owner = this.rules.familyIn(app);
    const sent: Sent = { app, owner, settled: 0, subscription: new Subscription() };
    this.#requests.set(url, sent);
    sent.subscription.add(app.http.get(url).subscribe({ error: settle, complete: settle }));
  }

  #signIn(app: TabApp): void {
    const reply = this.server.logIn();
    const family = this.server.familyOf(reply.refreshToken);
    if (family) this.rules.signIns.push({ family, app, at: this.time.now });
    app.auth.signIn(reply).catch(() => undefined);
  }

  #signOut(app: TabApp): void {
    const family = this.rules.familyIn(app);
    if (family) this.rules.signOuts.push({ family, app, at: this.time.now });
    void app.auth.signOut();
  }

  #live(): TabApp[] {
    return this.apps.filter(({ isGone }) => !isGone);
  }

  async #pass(ms: number, events?: number): Promise<void> {
    const look = (): void => {
      this.rules.checkBreaches();
      for (const app of this.apps) this.rules.check(app);
    };
    await this.time.pass(ms, look, events);
  }

  #checkRequest(url: string, family: Family | undefined): void {
    const sent = this.#requests.get(url);
    // A session that turns out to have expired is over before the request is sent.
    const isOver = sent && !family && !this.rules.familyIn(sent.app);
    if (sent?.owner !== family && !isOver) {
      this.rules.break(`${url} carries the token of another session`);
    }
  }

  #checkEnd(): void {
    for (const [url, { app, settled }] of this.#requests) {
      if (!app.tab.isDead && settled !== 1) throw new Error(`${url} settled ${settled} x`);
    }
    if (!this.#locks.isIdle) throw new Error('a lock is held for ever');
    if (!this.#ledger.isIdle) throw new Error('the ledger is busy for ever');
    const stored = this.#stored();
    const expected = this.rules.expectedFamily();
    for (const { name, auth, session } of this.#live()) {
      const now = session.current();
      const family = this.server.familyOf(now?.refreshToken);
      if (auth.isRefreshing()) throw new Error(`${name} is refreshing for ever`);
      if (now?.sid !== stored?.sid || now?.seq !== stored?.seq) {
        const [own, all] = [now, stored].map((one) => (one ? `${one.sid} ${one.seq}` : 'nothing'));
        throw new Error(`${name} has ${own}, the store ${all}`);
      }
      if (family && !family.isAlive) throw new Error(`${name} does not know that it is over`);
      if (now && !session.isUsable(now)) throw new Error(`${name} cannot refresh any more`);
      if (expected && expected !== family) throw new Error(`${name} is not with the last user`);
    }
  }

  /** What a tab that opens now would see. */
  #stored(): JwtStoredTokens | null {
    const json = this.#storage.items.get(KEY);
    const record = json === undefined ? null : (JSON.parse(json) as JwtStoredTokens);
    return record && !this.#storage.items.has(`${KEY}.ended.${record.sid}`) ? record : null;
  }
}

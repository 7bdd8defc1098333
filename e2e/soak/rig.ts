import { setTimeout as delay } from 'node:timers/promises';
import { PATIENCE, type Profile, type TabPage } from '../support/browsers/tab-browser.ts';
import type { RoundTab, TabAnswer } from '../tabs/src/tab.ts';
import { stall, type Fault } from './fault.ts';
import type { SoakServer, Spending } from './soak-server.ts';

/** What came of one round. */
export interface Round {
  /** Whether all tabs asked while their token was stale: others do not count. */
  readonly isContended: boolean;
  readonly fault: Fault | null;
  /** When the fault struck, in milliseconds since 1970. */
  readonly faultAt: number;
  /** The answers of the tabs; of one that crashed or was reloaded there is none. */
  readonly answers: readonly (TabAnswer | null)[];
  readonly spendings: readonly Spending[];
  readonly session: number;
  /** How many tabs were signed out when it was over. */
  readonly signedOut: number;
  /** How many more had been signed out after the last round of this session. */
  readonly signedOutLate: number;
}

export interface RigOptions {
  readonly tabs: number;
  /** See `NaiveTab`. */
  readonly isNaive: boolean;
  /** Seconds that an access token lives. */
  readonly lifetime: number;
}

/**
 * Every tab holds so many sessions, each with a key of its own. The rounds take turns with them:
 * in the meantime the tokens of the others run out by themselves, as they do for users.
 */
const SESSIONS = 10;

/** How early the tabs are told when to ask, so that all know it by then. */
const NOTICE = 30;

/** Several real tabs of one browser, which all ask for an access token at the same moment. */
export class Rig {
  readonly #profile: Profile;
  readonly #server: SoakServer;
  readonly #options: RigOptions;
  readonly #pages: TabPage[] = [];
  /** Of each tab, its own: with memory in common localStorage would be coherent. */
  readonly #processes: number[] = [];
  /** When the tokens of each session will have run out. */
  readonly #staleAt = new Map<number, number>();
  /** How many tabs each session had lost when its last round was over. */
  readonly #signedOut = new Map<number, number>();
  #rounds = 0;

  private constructor(profile: Profile, server: SoakServer, options: RigOptions) {
    this.#profile = profile;
    this.#server = server;
    this.#options = options;
  }

  static async start(profile: Profile, server: SoakServer, options: RigOptions): Promise<Rig> {
    const rig = new Rig(profile, server, options);
    for (let tab = 0; tab < options.tabs; tab++) await rig.#open(tab);
    for (let session = 0; session < SESSIONS; session++) {
      await rig.#signInIfNeeded(session);
    }
    return rig;
  }

  async round(fault: Fault | null = null): Promise<Round> {
    const session = this.#rounds++ % SESSIONS;
    const signedOutBefore = await this.#signInIfNeeded(session);
    const at = Math.max(Date.now() + NOTICE, this.#staleAt.get(session) ?? 0);
    this.#server.take();
    const asked = this.#pages.map((page) => ask(page, session, at));
    const faultAt = fault ? at + fault.after : 0;
    if (fault) await this.#strike(fault, faultAt);
    const answers = await Promise.all(asked);
    this.#staleAt.set(session, Date.now() + this.#options.lifetime * 1000);
    const spendings = this.#server.take();
    const signedOutLate = Math.max(0, signedOutBefore - (this.#signedOut.get(session) ?? 0));
    const signedOut = await this.#countSignedOut(session);
    this.#signedOut.set(session, signedOut);
    const [first] = spendings;
    // That tab still stalled from the round before: what it found stale was the token of this one.
    const isLate = ({ at }: Spending): boolean =>
      !fault && !!first && at - first.at >= this.#options.lifetime * 1000;
    return {
      session,
      isContended:
        answers.every((answer) => answer === null || answer.askedStale) && !spendings.some(isLate),
      fault,
      faultAt,
      answers,
      spendings,
      signedOut,
      signedOutLate,
    };
  }

  async #open(tab: number): Promise<void> {
    const keys = Array.from({ length: SESSIONS }, (_, session) => `session-${session}`);
    const query = new URLSearchParams({ tab: String(tab), key: keys.join() });
    if (this.#options.isNaive) query.set('naive', '');
    const page = await this.#profile.open(`/?${query}`);
    await untilReady(page);
    const id = await page.findProcess();
    const other = this.#processes.indexOf(id);
    if (other >= 0 && other !== tab) throw new Error('Two tabs are in one process.');
    this.#processes[tab] = id;
    this.#pages[tab] = page;
  }

  /** Signs all tabs in; tells how many were not. */
  async #signInIfNeeded(session: number): Promise<number> {
    const signedOut = await this.#countSignedOut(session);
    if (signedOut === 0) return 0;
    await this.#pages[0]?.evaluate((index) => tabs[index]?.signIn('viewer'), session);
    this.#staleAt.set(session, Date.now() + this.#options.lifetime * 1000);
    const deadline = Date.now() + PATIENCE;
    while ((await this.#countSignedOut(session)) > 0) {
      if (Date.now() > deadline) throw new Error('A tab has not heard of the sign-in.');
      await delay(10);
    }
    return signedOut;
  }

  async #countSignedOut(session: number): Promise<number> {
    const statuses = await Promise.all(this.#pages.map((page) => status(page, session)));
    return statuses.filter((text) => text !== 'authenticated').length;
  }

  async #strike(fault: Fault, at: number): Promise<void> {
    const page = this.#pages[fault.tab];
    if (!page) return;
    if (fault.kind === 'stall') return stall(page, at, fault.stall);
    await delay(Math.max(0, at - Date.now()));
    if (fault.kind === 'crash') {
      await page.crash();
      await page.close();
      await this.#open(fault.tab);
    } else {
      await page.reload();
      await untilReady(page);
    }
  }
}

/** What the page has, see e2e/tabs/src/main.ts. */
declare const tabs: readonly RoundTab[];

function ask(page: TabPage, session: number, at: number): Promise<TabAnswer | null> {
  return page
    .evaluate(([index, start]) => tabs[index]?.ask(start) ?? null, [session, at] as const)
    .catch(() => null);
}

function status(page: TabPage, session: number): Promise<string | undefined> {
  return page.evaluate((index) => tabs[index]?.status(), session);
}

async function untilReady(page: TabPage): Promise<void> {
  await page.waitFor(() => 'tabs' in globalThis);
}

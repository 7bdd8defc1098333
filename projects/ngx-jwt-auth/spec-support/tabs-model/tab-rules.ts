import type { StaleStorage } from './stale-storage';
import type { Family, Spending, StrictServer } from './strict-server';
import type { TabApp } from './tab-app';
import type { VirtualTime } from './virtual-time';

/** For how long an exchange is its owner's alone at least: the term less what may pass before it. */
const ALONE = 10_000;

/** Until when everybody has heard of everything, in ms. */
export const HEARD = 400;

/** How long a new session is saved again when an older write of another tab comes in its way. */
const DEFENDED = 2_000 + HEARD;

/** What the user did about a session in a tab. */
export interface UserAct {
  readonly family: Family;
  readonly app: TabApp;
  readonly at: number;
}

/** What must never be, whatever the order of events; the last line of each says what no client can help. */
export class TabRules {
  readonly signIns: UserAct[] = [];
  readonly signOuts: UserAct[] = [];
  /** How often a refresh token was sent twice that no client could have known to be spent. */
  unavoidable = 0;
  /** What was, and must not be: thrown later, because here the library or rxjs would catch it. */
  readonly #breaches: string[] = [];
  readonly #familyIn = new Map<TabApp, Family | undefined>();

  constructor(
    private readonly time: VirtualTime,
    private readonly server: StrictServer,
    private readonly storage: StaleStorage,
  ) {
    server.onSend = (spending) => {
      this.#checkSend(spending);
    };
    server.onReuse = (one, other) => {
      // What was sent first may arrive last.
      const [first, second] = one.sentAt <= other.sentAt ? [one, other] : [other, one];
      const isKnown = first.tab.isDead && this.#isWritten(first, second.sentAt);
      if (!isKnown && this.#isExcused(first, second.sentAt)) this.unavoidable++;
      else this.break(`refresh token ${nameOf(second)} was sent again after a rotation`);
    };
  }

  break(rule: string): void {
    this.#breaches.push(rule);
  }

  /** Throws what was broken since the last look. */
  checkBreaches(): void {
    const [breach] = this.#breaches;
    if (breach !== undefined) throw new Error(breach);
  }

  /** Looks at a tab after each event. */
  check(app: TabApp): void {
    if (app.isGone) return;
    const before = this.#familyIn.get(app);
    const now = this.familyIn(app);
    this.#familyIn.set(app, now);
    if (before && before !== now && !this.#mayEnd(before, app)) {
      throw new Error(`${app.name} has lost session ${before.id}`);
    }
    if (now && this.#knowsOfSignOut(app, now)) {
      throw new Error(`session ${now.id} was signed out and goes on in ${app.name}`);
    }
    if (now && this.#isReplaced(app, now)) {
      throw new Error(`session ${now.id} was replaced and goes on in ${app.name}`);
    }
  }

  familyIn({ session }: TabApp): Family | undefined {
    return this.server.familyOf(session.current()?.refreshToken);
  }

  /** The session that all tabs must have in the end; undefined where they only have to agree. */
  expectedFamily(): Family | undefined {
    const last = this.signIns.at(-1);
    if (!last || this.#isOver(last.family)) return undefined;
    const crossing = this.signIns.some((act) => act !== last && act.at > last.at - DEFENDED);
    return crossing || !this.#isDefended(last) ? undefined : last.family;
  }

  /** Whether the tab of a sign-in was there to save it again. */
  #isDefended({ at, app: { tab, closedAt } }: UserAct): boolean {
    return (
      Math.min(tab.diedAt, closedAt) > at + DEFENDED && !tab.wasFrozen(at - HEARD, at + DEFENDED)
    );
  }

  #knowsOfSignOut(app: TabApp, family: Family): boolean {
    const out = this.signOuts.find((act) => act.family === family);
    if (!out || app === out.app) return !!out;
    const { now } = this.time;
    return now > out.at + HEARD && !app.tab.wasFrozen(now - HEARD);
  }

  /** Whether somebody else has signed in since, of whom the tab has heard. */
  #isReplaced({ tab }: TabApp, family: Family): boolean {
    const { now } = this.time;
    const next = this.signIns.find(
      (act) => act.at > family.openedAt + DEFENDED && this.#isDefended(act),
    );
    return !!next && now > next.at + DEFENDED && !tab.wasFrozen(now - HEARD);
  }

  #isOver(family: Family): boolean {
    return !family.isAlive || this.signOuts.some((act) => act.family === family);
  }

  /** Somebody signed out, the server refused, or somebody else signed in. */
  #mayEnd(family: Family, app: TabApp): boolean {
    const isReplaced = this.signIns.some(
      (act) => act.family !== family && act.at > family.openedAt - DEFENDED,
    );
    const signIn = this.signIns.find((act) => act.family === family);
    // An older write came in its way: the tab that signed in saves it again, if it is there.
    const { now } = this.time;
    const isNew = !!signIn && (now < signIn.at + DEFENDED || app.tab.wasFrozen(now - HEARD));
    const isCrossed = !!signIn && (!this.#isDefended(signIn) || (isNew && app !== signIn.app));
    return this.#isOver(family) || isReplaced || isCrossed;
  }

  #checkSend(spending: Spending): void {
    const { family } = spending;
    const open = this.server.spendings.find(
      (other) =>
        other.family === family &&
        other.number === spending.number && // of one before it another exchange has had the answer
        other.isOpen &&
        !this.#isExcused(other, spending.sentAt),
    );
    if (open) this.break(`two exchanges of session ${family.id} at a time`);
  }

  /** Whether what an exchange brought has been written, so that there is something to wait for. */
  #isWritten({ family, number }: Spending, now: number): boolean {
    const next = `"RT-${family.id}-${number + 1}"`;
    return [...this.storage.writtenAt].some(([json, at]) => at < now && json.includes(next));
  }

  /** Whether nobody could know what has become of an exchange. */
  #isExcused({ tab, sentAt, isOpen, isAnswered, isCut }: Spending, now: number): boolean {
    // Whoever stops to wait before the time is up has not lost the answer, but thrown it away.
    const isLost = isCut || (!isOpen && !isAnswered && now >= sentAt + ALONE);
    const isPastTerm = now > sentAt + ALONE && tab.wasFrozen(sentAt - HEARD, now);
    return tab.isDead || isLost || isPastTerm;
  }
}

function nameOf({ family, number }: Spending): string {
  return `RT-${family.id}-${number}`;
}

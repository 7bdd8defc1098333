import type { Round } from './rig.ts';
import type { Spending } from './soak-server.ts';

/** The claim of a tab that fell silent is honoured for so long: a timeout of 10 s, and 2 s. */
const CLAIM = 12_000;

/** What the rounds of a run came to. */
export class Tally {
  rounds = 0;
  /** Rounds in which a tab was late, and had heard of the new token: they prove nothing. */
  uncontended = 0;
  refreshCalls = 0;
  /** Refreshes beyond the one of each round, in rounds with a fault: somebody took over. */
  takeovers = 0;
  /** The same in rounds without: nobody should have. */
  extraCalls = 0;
  /** Rounds with a reuse that could have been avoided, and with one that could not. */
  avoidableReuses = 0;
  forcedReuses = 0;
  /** Tabs that lost a session which no forced reuse had ended. */
  avoidableSignOuts = 0;
  /** How long the tabs waited that did not refresh themselves, in milliseconds. */
  readonly waits: Record<'no fault' | 'crash' | 'reload' | 'stall', number[]> = {
    'no fault': [],
    crash: [],
    reload: [],
    stall: [],
  };
  /** Sessions that a forced reuse has ended, until they are signed in again. */
  readonly #lost = new Set<number>();
  /** Answers that were an error: told for now, and not signed out. */
  unavailable = 0;

  add(round: Round): void {
    const { fault, session, spendings, answers } = round;
    if (!this.#lost.delete(session)) this.avoidableSignOuts += round.signedOutLate;
    const reuse = spendings.find(({ earlier }) => earlier);
    const isForced = reuse?.earlier !== undefined && isLost(round, reuse.earlier);
    if (isForced) {
      this.forcedReuses++;
      this.#lost.add(session);
    } else {
      if (reuse) this.avoidableReuses++;
      this.avoidableSignOuts += round.signedOut;
    }
    if (!round.isContended) {
      this.uncontended++;
      return;
    }
    this.rounds++;
    this.refreshCalls += spendings.length;
    const more = Math.max(0, spendings.length - 1);
    if (fault) this.takeovers += more;
    else this.extraCalls += more;
    answers.forEach((answer, tab) => {
      if (!answer || tab === fault?.tab) return;
      if (answer.code !== null) this.unavailable++;
      if (!answer.isFromHere) this.waits[fault?.kind ?? 'no fault'].push(answer.milliseconds);
    });
  }
}

/**
 * Whether nobody could know of that spending: its tab was gone, or silent for longer than its claim
 * is honoured, between sending the token and storing what it got for it.
 */
function isLost({ fault, faultAt }: Round, spending: Spending): boolean {
  if (fault?.tab !== spending.tab) return false;
  if (fault.kind === 'stall') return fault.stall > CLAIM;
  // A page needs a moment to die, and one to write.
  return spending.at > faultAt - 100;
}

/** The value that so many of a hundred do not exceed; NaN of none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? NaN;
}

import type { RequestRecord } from './request-record';

/** What an experiment did to one of the two. */
export interface Tally {
  readonly requests: number;
  readonly answered: number;
  readonly failed: number;
  /** Why they failed, each reason once. */
  readonly reasons: readonly string[];
  /** Neither answered nor failed when the experiment was over: whoever waits, waits for ever. */
  readonly lost: number;
  readonly sentTwice: number;
  /** Answered with the data of another user than the one who asked. */
  readonly asOther: number;
  /** By the server's own count. */
  readonly refreshCalls: number;
  readonly reuses: number;
  /** In how many of the tabs somebody is signed in afterwards. */
  readonly signedInTabs: number;
  readonly tabs: number;
}

export interface Surroundings {
  readonly refreshCalls: number;
  readonly reuses: number;
  readonly signedInTabs: number;
  readonly tabs: number;
}

export function tallyOf(records: readonly RequestRecord[], surroundings: Surroundings): Tally {
  const count = (matches: (record: RequestRecord) => boolean): number =>
    records.filter(matches).length;
  return {
    requests: records.length,
    answered: count(({ state }) => state === 'answered'),
    failed: count(({ state }) => state === 'failed'),
    reasons: [...new Set(records.flatMap(({ reason }) => reason ?? []))].sort(),
    lost: count(({ state }) => state === 'open'),
    sentTwice: count(({ sends }) => sends > 1),
    asOther: count(
      ({ state, askedAs, answeredAs }) => state === 'answered' && answeredAs !== askedAs,
    ),
    ...surroundings,
  };
}

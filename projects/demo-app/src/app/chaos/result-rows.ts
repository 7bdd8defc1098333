import type { OnBoth } from './bench/bench';
import type { Tally } from './bench/tally';

/** A line of the result: the same thing of both sides. */
export interface ResultRow {
  readonly label: string;
  readonly library: Cell;
  readonly naive: Cell;
}

interface Cell {
  readonly text: string;
  /** Whether that is what nobody wants. */
  readonly isBad: boolean;
}

interface Line {
  readonly label: string;
  readonly text: (tally: Tally) => string;
  readonly isBad?: (tally: Tally, endsSession: boolean) => boolean;
}

const LINES: readonly Line[] = [
  { label: 'Refresh calls', text: ({ refreshCalls }) => String(refreshCalls) },
  { label: 'Answered', text: ({ answered, requests }) => `${answered} of ${requests}` },
  { label: 'Sent twice', text: ({ sentTwice }) => String(sentTwice) },
  {
    label: 'Failed',
    text: ({ failed, reasons }) =>
      reasons.length > 0 ? `${failed}: ${reasons.join(', ')}` : String(failed),
  },
  {
    label: 'Lost, never settled',
    text: ({ lost }) => String(lost),
    isBad: ({ lost }) => lost > 0,
  },
  {
    label: 'Sent as another user',
    text: ({ asOther }) => String(asOther),
    isBad: ({ asOther }) => asOther > 0,
  },
  {
    label: 'Signed in afterwards',
    text: ({ signedInTabs, tabs }) => {
      if (tabs > 1) return `in ${signedInTabs} of ${tabs} tabs`;
      return signedInTabs === 1 ? 'yes' : 'no';
    },
    isBad: ({ signedInTabs, tabs }, endsSession) => !endsSession && signedInTabs < tabs,
  },
];

/** The result as a table; before anything was run it has the same lines, and dashes. */
export function resultRows(tallies: OnBoth<Tally> | null, endsSession: boolean): ResultRow[] {
  return LINES.map(({ label, text, isBad }) => {
    const cell = (tally: Tally | undefined): Cell =>
      tally === undefined
        ? { text: '–', isBad: false }
        : { text: text(tally), isBad: isBad?.(tally, endsSession) ?? false };
    return { label, library: cell(tallies?.library), naive: cell(tallies?.naive) };
  });
}

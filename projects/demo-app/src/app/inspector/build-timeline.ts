import { buildLanes } from './build-lanes';
import { markOf } from './mark-of';
import type { Mark, RefreshSpan, Timeline, TokenSpan } from './timeline';
import type { TraceEntry } from './trace-entry';

/** A picture of less than this would show the code at work, not the session. */
const SHORTEST = 1000;

/** What a trace looks like as a picture; `now` is where it ends while something is under way. */
export function buildTimeline(
  entries: readonly TraceEntry[],
  now: number,
  isBusy: boolean,
): Timeline {
  const seen = entries.filter(({ kind }) => kind !== 'token');
  const from = seen[0]?.at ?? now;
  const last = isBusy ? now : (seen.at(-1)?.at ?? now);
  const to = Math.max(last, from + SHORTEST);
  return {
    from,
    to,
    lanes: buildLanes(entries),
    refreshes: refreshesOf(entries),
    marks: entries.map(markOf).filter((mark): mark is Mark => mark !== null),
    tokens: tokensOf(entries, from, to),
  };
}

function refreshesOf(entries: readonly TraceEntry[]): RefreshSpan[] {
  const spans: RefreshSpan[] = [];
  let outcome: RefreshSpan['outcome'] = 'running';
  for (const entry of entries) {
    const last = spans.at(-1);
    if (entry.kind === 'refreshStarted') {
      outcome = 'running';
      spans.push({ from: entry.at, to: null, outcome });
    } else if (entry.kind === 'event') {
      const { event } = entry;
      if (event.type === 'refreshed') outcome = event.from;
      else if (event.type !== 'signedIn') outcome = 'failed';
    } else if (entry.kind === 'refreshEnded' && last?.to === null) {
      // Nothing was told of a refresh that found the new token in the store already.
      const told = outcome === 'running' ? 'elsewhere' : outcome;
      spans[spans.length - 1] = { ...last, to: entry.at, outcome: told };
    }
  }
  return spans;
}

function tokensOf(entries: readonly TraceEntry[], from: number, to: number): TokenSpan[] {
  const notes = entries.filter((entry) => entry.kind === 'token');
  return notes.flatMap(({ at, isThere, expiresAt }, index): TokenSpan[] => {
    if (!isThere) return [];
    const start = Math.max(at, from);
    const next = notes[index + 1]?.at ?? null;
    const end = next ?? to;
    if (end <= start) return [];
    if (expiresAt === null || expiresAt >= end) return [{ from: start, to: next, state: 'valid' }];
    if (expiresAt <= start) return [{ from: start, to: next, state: 'expired' }];
    return [
      { from: start, to: expiresAt, state: 'valid' },
      { from: expiresAt, to: next, state: 'expired' },
    ];
  });
}

import type { Lane, Phase } from './timeline';
import type { TraceEntry } from './trace-entry';

/** Shorter than this, nobody waited: it is the time the code itself takes. */
const NO_TIME = 20;

interface Draft {
  label: string;
  phases: Phase[];
  rejectedAt: number[];
  sends: number;
  current: Phase | null;
  end: Lane['end'];
}

/** The requests of a trace, each with what it went through. */
export function buildLanes(entries: readonly TraceEntry[]): Lane[] {
  const drafts = new Map<number, Draft>();
  for (const entry of entries) {
    if (!('lane' in entry)) continue;
    const { at, lane } = entry;
    if (entry.kind === 'asked') {
      const current: Phase = { kind: 'waiting', from: at, to: null };
      const { label } = entry;
      drafts.set(lane, { label, phases: [], rejectedAt: [], sends: 0, current, end: null });
      continue;
    }
    const draft = drafts.get(lane);
    if (!draft) continue; // it began before this trace
    close(draft, at);
    switch (entry.kind) {
      case 'sent':
        draft.sends++;
        draft.current = { kind: draft.sends === 1 ? 'sent' : 'replay', from: at, to: null };
        break;
      case 'answered':
        if (entry.status === 401) draft.rejectedAt.push(at);
        draft.current = { kind: 'waiting', from: at, to: null };
        break;
      case 'settled':
        draft.end = { at, outcome: entry.outcome };
        break;
    }
  }
  return [...drafts].map(([id, { label, phases, rejectedAt, current, end }]) => ({
    id,
    label,
    phases: current ? [...phases, current] : phases,
    rejectedAt,
    end,
  }));
}

function close(draft: Draft, at: number): void {
  const { current } = draft;
  draft.current = null;
  if (!current) return;
  if (current.kind === 'waiting' && at - current.from < NO_TIME) return;
  draft.phases.push({ ...current, to: at });
}

import { summarizeTimeline } from './summarize-timeline';
import type { Lane, Phase, RefreshSpan } from './timeline';

function lanes(count: number, kinds: readonly Phase['kind'][], lane: Partial<Lane> = {}): Lane[] {
  const phases = kinds.map((kind) => ({ kind, from: 0, to: null }));
  const base: Lane = { id: 1, label: 'A', phases, rejectedAt: [], end: null };
  return Array.from({ length: count }, () => ({ ...base, ...lane }));
}

const RUNNING: RefreshSpan = { from: 0, to: null, outcome: 'running' };
const DONE: RefreshSpan = { from: 0, to: 1, outcome: 'here' };

function summary(of: readonly Lane[], refreshes: readonly RefreshSpan[] = []): string {
  return summarizeTimeline({ from: 0, to: 1, lanes: of, refreshes, marks: [], tokens: [] });
}

describe('summarizeTimeline', () => {
  it('says how many wait behind one refresh', () => {
    expect(summary(lanes(12, ['waiting']), [RUNNING])).toBe('12 requests waiting for 1 refresh');
    expect(summary(lanes(1, ['waiting']), [RUNNING])).toBe('1 request waiting for 1 refresh');
    expect(summary(lanes(2, ['waiting']))).toBe('2 requests waiting');
  });

  it('says when they go out, and how many are done', () => {
    const done = lanes(3, ['waiting', 'sent'], { end: { at: 1, outcome: 'done' } });
    const open = lanes(9, ['waiting', 'sent']);
    expect(summary([...done, ...open], [DONE])).toBe(
      '12 requests waited for 1 refresh and now go out (3 of 12 done)',
    );
  });

  it('says what became of them', () => {
    const end = { at: 1, outcome: 'done' } as const;
    expect(summary(lanes(12, ['waiting', 'sent'], { end }), [DONE])).toBe(
      '12 requests waited for 1 refresh, then went out together: 12 answered',
    );
    const replayed = lanes(5, ['sent', 'waiting', 'replay'], { end, rejectedAt: [1] });
    expect(summary(replayed, [DONE])).toBe(
      '5 requests waited for 1 refresh, then went out again together: 5 answered',
    );
    const failed = lanes(4, ['waiting'], { end: { at: 1, outcome: 'failed' } });
    expect(summary(failed, [{ ...DONE, outcome: 'failed' }])).toBe(
      '4 requests waited for 1 refresh, and were not sent: 4 failed',
    );
  });

  it('says that there was nothing to wait for', () => {
    expect(summary([])).toBe('No requests yet');
    expect(summary([], [RUNNING])).toBe('A refresh, and no request is waiting');
    expect(summary([], [DONE])).toBe('A refresh, and no request waited');
    expect(summary(lanes(2, ['sent']))).toBe('2 requests under way, no refresh needed');
    const done = lanes(2, ['sent'], { end: { at: 1, outcome: 'done' } });
    const cancelled = lanes(1, ['sent'], { end: { at: 1, outcome: 'cancelled' } });
    expect(summary([...done, ...cancelled])).toBe(
      '3 requests, no refresh needed: 2 answered, 1 cancelled',
    );
  });
});

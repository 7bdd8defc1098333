import { buildLanes } from './build-lanes';
import type { TraceEntry, TraceNews } from './trace-entry';

function at(time: number, news: TraceNews): TraceEntry {
  return { at: time, ...news };
}

describe('buildLanes', () => {
  it('shows a request that waits, goes out and is answered', () => {
    const lanes = buildLanes([
      at(0, { kind: 'asked', lane: 1, label: 'GET /me' }),
      at(500, { kind: 'sent', lane: 1 }),
      at(700, { kind: 'answered', lane: 1, status: 200 }),
      at(701, { kind: 'settled', lane: 1, outcome: 'done' }),
    ]);
    expect(lanes).toEqual([
      {
        id: 1,
        label: 'GET /me',
        phases: [
          { kind: 'waiting', from: 0, to: 500 },
          { kind: 'sent', from: 500, to: 700 },
        ],
        rejectedAt: [],
        end: { at: 701, outcome: 'done' },
      },
    ]);
  });

  it('shows a 401, the waiting and the replay', () => {
    const [lane] = buildLanes([
      at(0, { kind: 'asked', lane: 1, label: 'GET /me' }),
      at(1, { kind: 'sent', lane: 1 }),
      at(100, { kind: 'answered', lane: 1, status: 401 }),
      at(300, { kind: 'sent', lane: 1 }),
    ]);
    expect(lane!.phases).toEqual([
      { kind: 'sent', from: 1, to: 100 },
      { kind: 'waiting', from: 100, to: 300 },
      { kind: 'replay', from: 300, to: null },
    ]);
    expect(lane!.rejectedAt).toEqual([100]);
    expect(lane!.end).toBeNull();
  });

  it('shows one that was never sent', () => {
    const [lane] = buildLanes([
      at(0, { kind: 'asked', lane: 1, label: 'GET /me' }),
      at(400, { kind: 'settled', lane: 1, outcome: 'failed' }),
    ]);
    expect(lane!.phases).toEqual([{ kind: 'waiting', from: 0, to: 400 }]);
    expect(lane!.end).toEqual({ at: 400, outcome: 'failed' });
  });

  it('keeps the requests apart, and leaves out one that began before the trace', () => {
    const lanes = buildLanes([
      at(0, { kind: 'answered', lane: 1, status: 200 }),
      at(0, { kind: 'asked', lane: 2, label: 'A' }),
      at(0, { kind: 'asked', lane: 3, label: 'B' }),
      at(50, { kind: 'sent', lane: 3 }),
    ]);
    expect(lanes.map(({ label, phases }) => [label, phases.map(({ kind }) => kind)])).toEqual([
      ['A', ['waiting']],
      ['B', ['waiting', 'sent']],
    ]);
  });
});

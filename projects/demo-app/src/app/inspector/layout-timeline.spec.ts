import { layoutTimeline, ROWS } from './layout-timeline';
import type { Lane, Timeline } from './timeline';

const WIDTH = 390; // 300 pixels for the time: 76 on the left are words, 14 on the right are margin

function timeline(part: Partial<Timeline>): Timeline {
  return { from: 1000, to: 4000, lanes: [], refreshes: [], marks: [], tokens: [], ...part };
}

function lanes(count: number): Lane[] {
  return Array.from({ length: count }, (_, id) => ({
    id,
    label: `GET /${id}`,
    phases: [{ kind: 'waiting', from: 1000, to: 2000 }],
    rejectedAt: [2500],
    end: { at: 4000, outcome: 'done' },
  }));
}

describe('layoutTimeline', () => {
  it('puts every moment where it belongs', () => {
    const [lane] = layoutTimeline(timeline({ lanes: lanes(1) }), WIDTH).lanes;
    expect(lane).toEqual({
      id: 0,
      y: 74,
      label: 'GET /0',
      bars: [{ kind: 'waiting', x: 76, width: 100 }],
      rejections: [226],
      end: { x: 376, outcome: 'done' },
    });
  });

  it('draws what goes on up to the right edge, and what began before from the left one', () => {
    const { refreshes, tokens } = layoutTimeline(
      timeline({
        refreshes: [{ from: 3000, to: null, outcome: 'running' }],
        tokens: [{ from: -5000, to: 2000, state: 'valid' }],
      }),
      WIDTH,
    );
    expect(refreshes[0]).toEqual(jasmine.objectContaining({ x: 276, width: 100 }));
    expect(tokens[0]).toEqual({ x: 76, width: 100, state: 'valid' });
  });

  for (const count of [1, 14, 30, 100]) {
    it(`has room for ${count} lanes`, () => {
      const shapes = layoutTimeline(timeline({ lanes: lanes(count) }), WIDTH);
      const last = shapes.lanes.at(-1)!;
      expect(shapes.lanes.length).toBe(count);
      expect(last.y + shapes.thickness / 2).toBeLessThanOrEqual(ROWS.height);
      expect(shapes.lanes.every(({ label }) => (label !== null) === count < 20)).toBeTrue();
      expect(shapes.hidden).toBe(0);
    });
  }

  it('shortens a name that is too long for its place', () => {
    const [lane] = lanes(1);
    const named = { ...lane!, label: 'POST /auth/login' };
    expect(layoutTimeline(timeline({ lanes: [named] }), WIDTH).lanes[0]!.label).toBe(
      'POST /auth/…',
    );
  });

  it('draws the latest of too many, and says how many it leaves out', () => {
    const shapes = layoutTimeline(timeline({ lanes: lanes(1000) }), WIDTH);
    expect(shapes.lanes.map(({ id }) => id)).toEqual(
      Array.from({ length: 100 }, (_, i) => 900 + i),
    );
    expect(shapes.hidden).toBe(900);
  });

  it('has the words of a refresh in its bar, behind it, or nowhere', () => {
    const { refreshes } = layoutTimeline(
      timeline({
        refreshes: [
          { from: 1000, to: 2000, outcome: 'here' },
          { from: 2200, to: 2300, outcome: 'here' },
          { from: 2400, to: 2500, outcome: 'here' },
        ],
      }),
      WIDTH,
    );
    expect(refreshes.map(({ textX, isTextInside }) => [textX, isTextInside])).toEqual([
      [82, true],
      [null, false],
      [232, false],
    ]);
  });

  it('never writes the words of a mark over those of another', () => {
    const mark = { kind: 'in', label: 'signed in' } as const;
    const { marks } = layoutTimeline(
      timeline({ marks: [1000, 1100, 2500, 3900].map((at) => ({ ...mark, at })) }),
      WIDTH,
    );
    expect(marks.map(({ label, isLeft }) => [label, isLeft])).toEqual([
      ['signed in', false],
      [null, false],
      ['signed in', false],
      [null, true],
    ]);
  });

  it('marks whole seconds, fewer of them the longer it takes', () => {
    const labels = (to: number): string[] =>
      layoutTimeline(timeline({ to, lanes: lanes(1) }), WIDTH).ticks.map(({ label }) => label);
    expect(labels(4000)).toEqual(['1 s', '2 s']);
    expect(labels(16_000)).toEqual(['5 s', '10 s']);
    expect(labels(2500)).toEqual(['0.5 s', '1 s']);
    expect(layoutTimeline(timeline({}), WIDTH).ticks).toEqual([]);
  });
});

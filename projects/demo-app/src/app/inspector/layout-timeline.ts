import type { Lane, Mark, Phase, RefreshSpan, Timeline } from './timeline';

/** Heights of the rows above the requests, in CSS pixels. */
export const ROWS = { marks: 11, token: 22, refresh: 42, lanes: 66, height: 286 } as const;

const GUTTER = 76;
const MARGIN = 14;
const MAX_PITCH = 16;
const LABEL_PITCH = 11;
const MAX_LABEL = 12;
const MAX_LANES = 100;
const MARK_ROOM = 92;
const REFRESH_ROOM = 84;

interface Bar {
  readonly x: number;
  readonly width: number;
}

interface LaneShape {
  readonly id: number;
  readonly y: number;
  /** Null where the lanes are too close for text. */
  readonly label: string | null;
  readonly bars: readonly (Bar & { readonly kind: Phase['kind'] })[];
  readonly rejections: readonly number[];
  readonly end: { readonly x: number; readonly outcome: 'done' | 'failed' | 'cancelled' } | null;
}

interface RefreshShape extends Bar {
  readonly outcome: RefreshSpan['outcome'];
  /** Where its words begin: in the bar, or behind one that is too short; null where there is no room. */
  readonly textX: number | null;
  readonly isTextInside: boolean;
}

export interface TimelineShapes {
  readonly tokens: readonly (Bar & { readonly state: 'valid' | 'expired' })[];
  readonly refreshes: readonly RefreshShape[];
  readonly marks: readonly {
    readonly x: number;
    readonly kind: Mark['kind'];
    readonly label: string | null;
    readonly isLeft: boolean;
  }[];
  readonly lanes: readonly LaneShape[];
  /** How thick a lane is. */
  readonly thickness: number;
  readonly hidden: number;
  /** Where whole seconds are. */
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
}

/** Where everything of a timeline is, in a picture that is so many pixels wide. */
export function layoutTimeline(timeline: Timeline, width: number): TimelineShapes {
  const { from, to } = timeline;
  const right = width - MARGIN;
  const x = (at: number): number =>
    round(GUTTER + ((clamp(at, from, to) - from) / (to - from)) * (right - GUTTER));
  const bar = (span: { readonly from: number; readonly to: number | null }): Bar => {
    const start = x(span.from);
    return { x: start, width: Math.max(1, round(x(span.to ?? to) - start)) };
  };

  // The latest are drawn: those are the ones that somebody is looking for.
  const drawn = timeline.lanes.slice(-MAX_LANES);
  const pitch = Math.min(MAX_PITCH, (ROWS.height - ROWS.lanes) / Math.max(1, drawn.length));
  const lane = ({ id, label, phases, rejectedAt, end }: Lane, index: number): LaneShape => ({
    id,
    y: round(ROWS.lanes + (index + 0.5) * pitch),
    label: pitch >= LABEL_PITCH ? shortened(label) : null,
    bars: phases.map((phase) => ({ ...bar(phase), kind: phase.kind })),
    rejections: rejectedAt.map(x),
    end: end && { x: x(end.at), outcome: end.outcome },
  });

  return {
    tokens: timeline.tokens.map((span) => ({ ...bar(span), state: span.state })),
    refreshes: layoutRefreshes(timeline.refreshes, bar, width),
    marks: layoutMarks(timeline.marks, x, right),
    lanes: drawn.map(lane),
    thickness: round(Math.max(1.2, pitch * 0.62)),
    hidden: timeline.lanes.length - drawn.length,
    ticks: drawn.length === 0 ? [] : layoutTicks(to - from, (seconds) => x(from + seconds * 1000)),
  };
}

function layoutRefreshes(
  spans: readonly RefreshSpan[],
  bar: (span: RefreshSpan) => Bar,
  width: number,
): RefreshShape[] {
  const bars = spans.map((span) => ({ ...bar(span), outcome: span.outcome }));
  return bars.map((shape, index) => {
    const isTextInside = shape.width >= REFRESH_ROOM;
    const end = shape.x + shape.width;
    const hasRoomBehind = (bars[index + 1]?.x ?? width) - end >= REFRESH_ROOM;
    const behind = hasRoomBehind ? end + 6 : null;
    return { ...shape, isTextInside, textX: isTextInside ? shape.x + 6 : behind };
  });
}

/** A mark has its words where no other one's are. */
function layoutMarks(
  marks: readonly Mark[],
  x: (at: number) => number,
  right: number,
): TimelineShapes['marks'] {
  let free = -Infinity;
  return marks.map(({ at, kind, label }) => {
    const at_ = x(at);
    // Near the right edge the words are on the other side.
    const isLeft = at_ + MARK_ROOM > right + MARGIN;
    const start = isLeft ? at_ - MARK_ROOM : at_;
    if (start < free) return { x: at_, kind, label: null, isLeft };
    free = at_ + (isLeft ? 12 : MARK_ROOM);
    return { x: at_, kind, label, isLeft };
  });
}

function layoutTicks(span: number, x: (seconds: number) => number): TimelineShapes['ticks'] {
  const step = [0.5, 1, 2, 5, 10, 30, 60].find((seconds) => span / 1000 / seconds <= 4) ?? 120;
  const ticks = [];
  for (let seconds = step; seconds * 1000 < span; seconds += step) {
    ticks.push({ x: x(seconds), label: `${seconds} s` });
  }
  return ticks;
}

function shortened(label: string): string {
  return label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

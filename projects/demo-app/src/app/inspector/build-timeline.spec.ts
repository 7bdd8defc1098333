import { JwtAuthError } from 'ngx-jwt-auth';
import { buildTimeline } from './build-timeline';
import type { TraceEntry } from './trace-entry';

describe('buildTimeline', () => {
  it('ends now while something is under way, and with the last thing otherwise', () => {
    const entries: TraceEntry[] = [
      { at: 1000, kind: 'asked', lane: 1, label: 'A' },
      { at: 4000, kind: 'settled', lane: 1, outcome: 'done' },
    ];
    expect(buildTimeline(entries, 9000, false)).toEqual(
      jasmine.objectContaining({ from: 1000, to: 4000 }),
    );
    expect(buildTimeline(entries, 9000, true).to).toBe(9000);
  });

  it('shows at least a second', () => {
    const { from, to } = buildTimeline([{ at: 5, kind: 'refreshStarted' }], 10, true);
    expect(to - from).toBe(1000);
    expect(buildTimeline([], 10, false)).toEqual(jasmine.objectContaining({ from: 10, to: 1010 }));
  });

  it('says how each refresh ended, and who did it', () => {
    const error = new JwtAuthError('REFRESH_UNAVAILABLE', '');
    const { refreshes } = buildTimeline(
      [
        { at: 0, kind: 'refreshStarted' },
        { at: 10, kind: 'event', event: { type: 'refreshed', from: 'here' } },
        { at: 11, kind: 'refreshEnded' },
        { at: 20, kind: 'refreshStarted' },
        { at: 30, kind: 'event', event: { type: 'refreshed', from: 'elsewhere' } },
        { at: 31, kind: 'refreshEnded' },
        { at: 40, kind: 'refreshStarted' },
        { at: 50, kind: 'event', event: { type: 'refreshFailed', error } },
        { at: 51, kind: 'refreshEnded' },
        { at: 60, kind: 'refreshStarted' },
        { at: 61, kind: 'refreshEnded' },
        { at: 70, kind: 'refreshStarted' },
      ],
      80,
      true,
    );
    expect(refreshes).toEqual([
      { from: 0, to: 11, outcome: 'here' },
      { from: 20, to: 31, outcome: 'elsewhere' },
      { from: 40, to: 51, outcome: 'failed' },
      { from: 60, to: 61, outcome: 'elsewhere' },
      { from: 70, to: null, outcome: 'running' },
    ]);
  });

  it('shows until when each token was good', () => {
    const { tokens } = buildTimeline(
      [
        { at: -500, kind: 'token', isThere: true, expiresAt: 300 },
        { at: 0, kind: 'asked', lane: 1, label: 'A' },
        { at: 600, kind: 'token', isThere: true, expiresAt: 90_000 },
        { at: 2000, kind: 'token', isThere: false, expiresAt: null },
      ],
      3000,
      true,
    );
    expect(tokens).toEqual([
      { from: 0, to: 300, state: 'valid' },
      { from: 300, to: 600, state: 'expired' },
      { from: 600, to: 2000, state: 'valid' },
    ]);
  });

  it('takes a token of unknown lifetime for good, and knows one that had run out before', () => {
    const asked: TraceEntry = { at: 0, kind: 'asked', lane: 1, label: 'A' };
    const tokensOf = (expiresAt: number | null) =>
      buildTimeline([{ at: -9, kind: 'token', isThere: true, expiresAt }, asked], 50, true).tokens;
    expect(tokensOf(null)).toEqual([{ from: 0, to: null, state: 'valid' }]);
    expect(tokensOf(-5)).toEqual([{ from: 0, to: null, state: 'expired' }]);
  });

  it('marks what happened to the session, but not a refresh that has its bar', () => {
    const { marks } = buildTimeline(
      [
        { at: 1, kind: 'event', event: { type: 'signedIn', from: 'here' } },
        { at: 2, kind: 'event', event: { type: 'refreshed', from: 'here' } },
        { at: 3, kind: 'event', event: { type: 'refreshed', from: 'elsewhere' } },
        {
          at: 4,
          kind: 'event',
          event: { type: 'sessionEnded', reason: 'refresh-rejected', from: 'here' },
        },
        {
          at: 5,
          kind: 'event',
          event: { type: 'sessionEnded', reason: 'signed-out', from: 'elsewhere' },
        },
      ],
      9,
      false,
    );
    expect(marks).toEqual([
      { at: 1, kind: 'in', label: 'signed in' },
      { at: 3, kind: 'tab', label: 'refreshed in another tab' },
      { at: 4, kind: 'out', label: 'refused' },
      { at: 5, kind: 'tab', label: 'signed out in another tab' },
    ]);
  });
});

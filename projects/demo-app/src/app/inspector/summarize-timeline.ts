import type { Lane, Timeline } from './timeline';

/** The picture in one sentence, for who does not read pictures; also its headline. */
export function summarizeTimeline({ lanes, refreshes }: Timeline): string {
  if (lanes.length === 0) {
    return refreshes.length === 0
      ? 'No requests yet'
      : refreshesAlone(refreshes.at(-1)?.to === null);
  }
  const waiting = lanes.filter((lane) => lane.phases.at(-1)?.kind === 'waiting' && !lane.end);
  const isRefreshing = refreshes.at(-1)?.to === null;
  if (waiting.length > 0 && isRefreshing) {
    return `${count(waiting.length, 'request')} waiting for 1 refresh`;
  }
  if (waiting.length > 0) return `${count(waiting.length, 'request')} waiting`;

  const waited = lanes.filter(({ phases }) => phases.some(({ kind }) => kind === 'waiting'));
  const open = lanes.filter(({ end }) => !end).length;
  if (waited.length === 0 || refreshes.length === 0) {
    return open > 0
      ? `${count(open, 'request')} under way, no refresh needed`
      : `${count(lanes.length, 'request')}, no refresh needed: ${outcomes(lanes)}`;
  }
  const what = `${count(waited.length, 'request')} waited for ${count(refreshes.length, 'refresh')}`;
  const sent = waited.filter(({ phases }) => phases.at(-1)?.kind !== 'waiting');
  if (sent.length === 0)
    return `${what}, and ${waited.length === 1 ? 'was' : 'were'} not sent: ${outcomes(waited)}`;
  const again = waited.some(({ rejectedAt }) => rejectedAt.length > 0) ? 'again ' : '';
  return open > 0
    ? `${what} and now go out ${again}(${lanes.length - open} of ${lanes.length} done)`
    : `${what}, then went out ${again}together: ${outcomes(waited)}`;
}

function refreshesAlone(isRunning: boolean): string {
  return isRunning ? 'A refresh, and no request is waiting' : 'A refresh, and no request waited';
}

function outcomes(lanes: readonly Lane[]): string {
  const words = { done: 'answered', failed: 'failed', cancelled: 'cancelled' } as const;
  return Object.entries(words)
    .map(
      ([outcome, word]) =>
        [lanes.filter(({ end }) => end?.outcome === outcome).length, word] as const,
    )
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');
}

function count(number: number, noun: 'request' | 'refresh'): string {
  const plural = noun === 'refresh' ? 'refreshes' : 'requests';
  return `${number} ${number === 1 ? noun : plural}`;
}

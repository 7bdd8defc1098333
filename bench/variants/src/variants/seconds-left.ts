import type { Session } from '../rig/variant';

/** The lifetime of this access token as a reply tells it: as good as none when it has expired. */
export function secondsLeft({ expiresAt }: Session): number {
  // A reply that says 0 says nothing.
  return Math.max(Number.EPSILON, (expiresAt - Date.now()) / 1000);
}

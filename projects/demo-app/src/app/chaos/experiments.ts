import type { Experiment } from './experiment';
import { expireToken } from './experiments/expire-token';
import { failRefresh } from './experiments/fail-refresh';
import { fiveTabs } from './experiments/five-tabs';
import { goOffline } from './experiments/go-offline';
import { hundredRequests } from './experiments/hundred-requests';
import { otherUser } from './experiments/other-user';
import { revokeRefreshToken } from './experiments/revoke-refresh-token';
import { skewClock } from './experiments/skew-clock';

/** All ways to break things, in the order of the buttons. */
export const EXPERIMENTS: readonly Experiment[] = [
  expireToken,
  hundredRequests,
  revokeRefreshToken,
  failRefresh('503'),
  failRefresh('429'),
  failRefresh('hang'),
  failRefresh('drop'),
  goOffline,
  skewClock,
  fiveTabs,
  otherUser,
];

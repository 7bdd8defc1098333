import type { StormOptions } from '../variants/src/rig/page-bench.ts';

/** One of the four storms; each in two sizes. */
export interface StormCase extends Omit<StormOptions, 'count'> {
  readonly id: string;
  readonly title: string;
}

export const SIZES = [1000, 10_000] as const;

/** Milliseconds over which the answers arrive that do not come all at once. */
const SPREAD = 200;

export const STORM_CASES: readonly StormCase[] = [
  {
    id: 'storm-expired',
    title: 'A storm of an expired token, answered all at once',
    isKnown: true,
    spread: 0,
  },
  {
    id: 'storm-expired-spread',
    title: 'A storm of an expired token, answered one by one',
    isKnown: true,
    spread: SPREAD,
  },
  {
    id: 'storm-401',
    title: 'A storm of 401s to a token that looks good, answered all at once',
    isKnown: false,
    spread: 0,
  },
  {
    id: 'storm-401-spread',
    title: 'A storm of 401s to a token that looks good, answered one by one',
    isKnown: false,
    spread: SPREAD,
  },
];

/** Why a variant cannot do a storm, where it cannot. Each is tried, and must fail. */
export function whyNot(app: string, { isKnown }: StormCase): string | null {
  const reasons = CANNOT[app];
  return (isKnown ? reasons?.expired : reasons?.rejected) ?? null;
}

const BY_TIMER =
  'sends an expired token as it is and hands a 401 on to the app: its refresh goes by a timer';
const BY_TIME = 'hands a 401 on to the app: it refreshes by the time of expiry alone';
const NONE = 'has no refresh';

const CANNOT: Readonly<Record<string, { expired?: string; rejected?: string }>> = {
  none: { expired: 'has no tokens', rejected: 'has no tokens' },
  'library-minimal': { expired: NONE, rejected: NONE },
  'auth0-angular-jwt': { expired: NONE, rejected: NONE },
  'angular-oauth2-oidc': { expired: BY_TIMER, rejected: BY_TIMER },
  'angular-auth-oidc-client': { expired: BY_TIMER, rejected: BY_TIMER },
  'auth0-auth0-angular': { rejected: BY_TIME },
  'keycloak-angular': { rejected: BY_TIME },
};

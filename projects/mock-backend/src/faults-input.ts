import type { Faults, RefreshFault, RefreshFaultKind } from './faults.ts';
import {
  checkFields,
  hasErrors,
  isRecord,
  trueOrFalse,
  wholeNumber,
  type Check,
  type Validated,
} from './validation.ts';

const YEAR = 365 * 24 * 60 * 60;
const KINDS: readonly RefreshFaultKind[] = ['503', '429', 'hang', 'drop', 'redirect'];

const upToAnHour = wholeNumber(0, 3600);

const REFRESH_FAULT_CHECKS: Readonly<Record<keyof RefreshFault, Check>> = {
  kind: (value) =>
    KINDS.some((kind) => kind === value) ? null : `Must be one of ${KINDS.join(', ')}.`,
  times: wholeNumber(1, 1_000_000),
  retryAfter: (value) => (value === null ? null : upToAnHour(value)),
  location: (value) => (isWebUrl(value) ? null : 'Must be an absolute http(s) URL.'),
  rotateFirst: trueOrFalse,
};

const isRefreshFault: Check = (value) => {
  if (value === null) return null;
  if (!isRecord(value)) return 'Must be null or an object such as { "kind": "503", "times": 2 }.';
  const errors = {
    kind: REFRESH_FAULT_CHECKS.kind(value['kind']),
    ...checkFields(value, REFRESH_FAULT_CHECKS),
  };
  const found = Object.entries(errors).filter(([, error]) => error !== null);
  return found.length === 0 ? null : found.map(([key, error]) => `${key}: ${error}`).join(' ');
};

const CHECKS: Readonly<Record<keyof Faults, Check>> = {
  accessTokenLifetime: wholeNumber(1, YEAR),
  refreshTokenLifetime: wholeNumber(1, YEAR),
  overlapWindow: wholeNumber(0, 3600),
  latency: wholeNumber(0, 30_000),
  jitter: wholeNumber(0, 30_000),
  unplugged: trueOrFalse,
  clockOffset: wholeNumber(-YEAR, YEAR),
  refreshFault: isRefreshFault,
};

/** Fault switches from a request body or from the environment; what is not named is left out. */
export function parseFaults(input: Readonly<Record<string, unknown>>): Validated<Partial<Faults>> {
  const errors = checkFields(input, CHECKS);
  if (hasErrors(errors)) return { ok: false, errors };
  const faults = input as Partial<Faults>;
  if (!faults.refreshFault) return { ok: true, value: faults };
  const refreshFault = completeRefreshFault(faults.refreshFault);
  return { ok: true, value: { ...faults, refreshFault } };
}

/** Only `kind` is required, whatever the type of `faults` says: the rest is filled in here. */
function completeRefreshFault(
  fault: Pick<RefreshFault, 'kind'> & Partial<RefreshFault>,
): RefreshFault {
  return {
    times: 1,
    retryAfter: fault.kind === '429' ? 1 : null,
    location: 'https://elsewhere.example/auth/refresh',
    rotateFirst: false,
    ...fault,
  };
}

function isWebUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  return ['http:', 'https:'].includes(new URL(value).protocol);
}

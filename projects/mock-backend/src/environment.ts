import type { Faults } from './faults.ts';
import { parseFaults } from './faults-input.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const NUMBERS = {
  MOCK_ACCESS_TOKEN_LIFETIME: 'accessTokenLifetime',
  MOCK_REFRESH_TOKEN_LIFETIME: 'refreshTokenLifetime',
  MOCK_OVERLAP_WINDOW: 'overlapWindow',
  MOCK_LATENCY: 'latency',
  MOCK_JITTER: 'jitter',
  MOCK_CLOCK_OFFSET: 'clockOffset',
} as const satisfies Readonly<Record<string, keyof Faults>>;

const REFRESH_FAULT = 'MOCK_REFRESH_FAULT';

/** The fault switches that are set by environment variables. Throws with the variable's name. */
export function faultsFromEnvironment(environment: Environment): Partial<Faults> {
  const input: Record<string, unknown> = {};
  for (const [variable, field] of Object.entries(NUMBERS)) {
    const value = environment[variable];
    if (value !== undefined && value !== '') input[field] = Number(value);
  }
  const refreshFault = environment[REFRESH_FAULT];
  if (refreshFault !== undefined && refreshFault !== '') {
    input['refreshFault'] = parseJson(refreshFault);
  }

  const faults = parseFaults(input);
  if (faults.ok) return faults.value;
  const variables = Object.entries({ ...NUMBERS, [REFRESH_FAULT]: 'refreshFault' });
  const problems = variables
    .filter(([, field]) => faults.errors[field] !== undefined)
    .map(([variable, field]) => `${variable}: ${faults.errors[field]}`);
  throw new Error(problems.join('\n'));
}

/** What is not JSON is left as it is: the validation then names the shape it wants. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

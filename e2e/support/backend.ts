import type { Faults, RefreshFault } from '../../projects/mock-backend/src/faults.ts';
import type { StatsSnapshot } from '../../projects/mock-backend/src/stats.ts';
import { sendFromNode } from './send-from-node.ts';

/** Makes a call, with JSON as its body, from where the backend can be reached. */
export type Send = (
  method: string,
  url: string,
  body?: string,
) => Promise<{ readonly ok: boolean; readonly status: number; readonly text: string }>;

/** The mock backend as a test sees it: the counters to assert on, the switches to break things with. */
export class Backend {
  /** The origin of the app and of its API, such as http://localhost:41234. */
  readonly url: string;
  readonly #send: Send;

  constructor(url: string, send = sendFromNode) {
    this.url = url;
    this.#send = send;
  }

  stats(): Promise<StatsSnapshot> {
    return this.#call('GET', '/stats') as Promise<StatsSnapshot>;
  }

  /** Changes the switches that are named; the others stay. */
  async setFaults(faults: Partial<FaultsInput>): Promise<void> {
    await this.#call('POST', '', faults);
  }

  /** Every refresh token becomes invalid: the next refresh is refused. */
  async revokeRefreshTokens(): Promise<void> {
    await this.#call('POST', '/revoke-refresh-tokens');
  }

  /** Every access token issued so far is answered with 401. */
  async rejectAccessTokens(): Promise<void> {
    await this.#call('POST', '/reject-access-tokens');
  }

  /** Switches, movies and counters as at the start. */
  async reset(): Promise<void> {
    await this.#call('POST', '/reset');
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    const url = `${this.url}/api/faults${path}`;
    const { ok, status, text } = await this.#send(method, url, body && JSON.stringify(body));
    if (!ok) throw new Error(`${method} /api/faults${path}: ${status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}

/** As `Faults`, but a refresh fault only has to name its kind. */
export interface FaultsInput extends Omit<Faults, 'refreshFault'> {
  readonly refreshFault: (Partial<RefreshFault> & Pick<RefreshFault, 'kind'>) | null;
}

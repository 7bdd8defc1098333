import assert from 'node:assert/strict';
import { createApp, type AppOptions } from './app.ts';
import type { StatsSnapshot } from './stats.ts';

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
}

export interface Call {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export const START = Date.UTC(2026, 0, 1);

/** The app with a clock that the test moves, tokens that repeat from run to run, and waits that only are noted. */
export class TestApp {
  readonly waits: number[] = [];
  readonly #app;
  #now = START;

  constructor(options: AppOptions = {}) {
    let seed = 0;
    this.#app = createApp({
      now: () => this.#now,
      // Counts, so that no two tokens are the same.
      randomBytes: (length) => {
        seed++;
        return Uint8Array.from({ length }, (_, i) => (i < 4 ? seed >> (8 * i) : i));
      },
      wait: (milliseconds) => {
        this.waits.push(milliseconds);
        return Promise.resolve();
      },
      ...options,
    });
  }

  secondsPass(seconds: number): void {
    this.#now += seconds * 1000;
  }

  async call(route: string, { token, body, headers, signal }: Call = {}): Promise<Response> {
    const [method = '', path = ''] = route.split(' ');
    return this.#app.request(`/api${path}`, {
      method,
      headers: { ...(token && { Authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  }

  async login(username = 'admin'): Promise<Tokens> {
    const reply = await this.call('POST /auth/login', { body: { username, password: 'password' } });
    assert.equal(reply.status, 200);
    return (await reply.json()) as Tokens;
  }

  refresh(refreshToken: string, signal?: AbortSignal): Promise<Response> {
    return this.call('POST /auth/refresh', { body: { refreshToken }, ...(signal && { signal }) });
  }

  /** A refresh that has to succeed. */
  async rotated(refreshToken: string): Promise<Tokens> {
    const reply = await this.refresh(refreshToken);
    assert.equal(reply.status, 200);
    return (await reply.json()) as Tokens;
  }

  async setFaults(faults: unknown): Promise<void> {
    const reply = await this.call('POST /faults', { body: faults });
    assert.equal(reply.status, 200, await reply.text());
  }

  async stats(): Promise<StatsSnapshot> {
    return (await (await this.call('GET /faults/stats')).json()) as StatsSnapshot;
  }
}

export async function assertInvalidGrant(reply: Response): Promise<void> {
  assert.equal(reply.status, 400);
  const { error, message } = (await reply.json()) as Record<string, string>;
  assert.equal(error, 'invalid_grant');
  assert.match(message ?? '', /\w/);
}

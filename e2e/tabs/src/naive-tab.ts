import { waitUntil } from './wait-until';
import type { RoundTab, TabAnswer, TabResult } from './tab';

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: number;
}

/**
 * The usual advice for several tabs: under a Web Lock read localStorage again, and refresh only if
 * nobody else has. It looks right, and spends refresh tokens twice: the lock is passed on before
 * the write of the tab that held it has reached the other processes. For comparison; it does no
 * more than a round needs.
 */
export class NaiveTab implements RoundTab {
  #tokens: Tokens | null = null;

  constructor(readonly key: string) {
    this.#read();
    addEventListener('storage', () => {
      this.#read();
    });
  }

  status(): ReturnType<RoundTab['status']> {
    return this.#tokens ? 'authenticated' : 'anonymous';
  }

  expiresAt(): number | null {
    return this.#tokens?.expiresAt ?? null;
  }

  async signIn(username: string): Promise<TabResult> {
    return this.#post('/api/auth/login', { username, password: 'password' });
  }

  async ask(at: number): Promise<TabAnswer> {
    await waitUntil(at);
    const askedStale = (this.#tokens?.expiresAt ?? Infinity) <= Date.now();
    const start = performance.now();
    let isFromHere = false;
    const result = await navigator.locks.request(this.key, async () => {
      this.#read();
      const tokens = this.#tokens;
      if (!tokens || tokens.expiresAt > Date.now()) {
        return { value: tokens?.accessToken ?? null, status: null, code: null };
      }
      const { refreshToken } = tokens;
      const answer = await this.#post('/api/auth/refresh', { refreshToken });
      isFromHere = answer.code === null;
      return answer;
    });
    return { ...result, askedStale, isFromHere, milliseconds: performance.now() - start };
  }

  #read(): void {
    this.#tokens = JSON.parse(localStorage.getItem(this.key) ?? 'null') as Tokens | null;
  }

  async #post(url: string, body: object): Promise<TabResult> {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    const { status } = response;
    if (!response.ok) {
      localStorage.removeItem(this.key);
      this.#tokens = null;
      return { value: null, status, code: 'refused' };
    }
    const reply = (await response.json()) as Tokens & { expiresIn: number };
    this.#tokens = { ...reply, expiresAt: Date.now() + reply.expiresIn * 1000 };
    localStorage.setItem(this.key, JSON.stringify(this.#tokens));
    return { value: reply.accessToken, status, code: null };
  }
}

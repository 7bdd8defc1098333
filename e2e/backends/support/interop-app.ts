import { expect, type Page, type Request } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../../interop/src/client.ts';
import type { Backend } from '../backends.ts';
import { ACCESS_TOKEN_SECONDS } from './example-server.ts';

/** The client app in a page, and what one has to know to cheat on it with its backend. */
export class App {
  readonly #requests: Request[] = [];

  constructor(
    readonly page: Page,
    readonly api: string,
    readonly backend: Backend,
  ) {
    page.on('request', (request) => void this.#requests.push(request));
  }

  async untilReady(): Promise<void> {
    await this.page.waitForFunction(() => 'client' in globalThis && client.status() !== 'unknown');
  }

  async signIn(role: 'admin' | 'viewer' = 'viewer'): Promise<void> {
    const { login, password } = this.backend[role];
    const { status } = await this.page.evaluate(([name, secret]) => client.signIn(name, secret), [
      login,
      password,
    ] as const);
    expect(status).toBe(200);
  }

  async signOut(): Promise<void> {
    await this.page.evaluate(() => client.signOut());
  }

  get(url: string): Promise<Answer> {
    return this.page.evaluate((each) => client.get(each), url);
  }

  getMany(url: string, count: number): Promise<Answer[]> {
    return this.page.evaluate(
      ([each, times]) => Promise.all(Array.from({ length: times }, () => client.get(each))),
      [url, count] as const,
    );
  }

  status(): Promise<string> {
    return this.page.evaluate(() => client.status());
  }

  navigate(url: string): Promise<string> {
    return this.page.evaluate((to) => client.navigate(to), url);
  }

  /** How the requests to the API since the last call ended, sorted, such as `refresh: ok` and `/me: 401`. */
  async takeRequests(): Promise<string[]> {
    const sent = this.#requests
      .splice(0)
      .filter((request) => request.url().startsWith(this.api) && request.method() !== 'OPTIONS');
    const told = sent.map(async (request) => {
      const { pathname } = new URL(request.url());
      const response = await request.response();
      const what = pathname === this.backend.refresh.path ? 'refresh' : pathname;
      return `${what}: ${response?.ok() ? 'ok' : (response?.status() ?? 'no answer')}`;
    });
    return (await Promise.all(told)).sort();
  }

  /** Until every access token that is out has expired, for the server too. */
  untilExpired(): Promise<void> {
    return sleep((ACCESS_TOKEN_SECONDS + 0.1) * 1000);
  }

  /** What a thief would find in the browser: the refresh token, or the cookie in its place. */
  async refreshToken(): Promise<string> {
    const { refreshToken } = this.backend;
    if ('cookie' in refreshToken) {
      const cookies = await this.page.context().cookies(`${this.api}/auth`);
      return cookies.find(({ name }) => name === refreshToken.cookie)?.value ?? '';
    }
    const stored = await this.page.evaluate(() => localStorage.getItem('ngx-jwt-auth'));
    return (JSON.parse(stored ?? '{}') as { refreshToken?: string }).refreshToken ?? '';
  }

  /** Shows a refresh token to the server from somewhere else; gives the status of its answer. */
  async send(call: Backend['refresh'], token: string): Promise<number> {
    const { refreshToken } = this.backend;
    const isCookie = 'cookie' in refreshToken;
    const headers = {
      Origin: new URL(this.page.url()).origin,
      'Content-Type': 'application/json',
      ...(isCookie && { Cookie: `${refreshToken.cookie}=${token}` }),
    };
    const body = JSON.stringify(isCookie ? {} : { [refreshToken.field]: token });
    const { method, path } = call;
    const request = { method, headers, ...(method === 'POST' && { body }) };
    return (await fetch(this.api + path, request)).status;
  }
}

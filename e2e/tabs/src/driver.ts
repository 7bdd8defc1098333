import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { JwtAuth, JwtAuthError, skipJwtAuth, type JwtTokenResponse } from 'ngx-jwt-auth';
import { firstValueFrom } from 'rxjs';
import { waitUntil } from './wait-until';
import type { SetUp } from './set-up';
import type { Tab, TabAnswer, TabEvent, TabResult } from './tab';

/** Drives the app of the injector that it is made in. */
export class Driver implements Tab {
  readonly events: TabEvent[] = [];
  readonly #auth = inject(JwtAuth);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly #setUp: SetUp;
  readonly #listeners: ((event: TabEvent) => void)[] = [];

  constructor(
    readonly key: string,
    setUp: SetUp,
  ) {
    this.#setUp = setUp;
    this.#auth.events.subscribe((event) => {
      // An error loses its parts on the way to the test.
      const told: TabEvent =
        event.type === 'refreshFailed' ? { type: event.type, code: event.error.code } : event;
      this.events.push(told);
      for (const listener of this.#listeners) listener(told);
    });
  }

  status(): ReturnType<Tab['status']> {
    return this.#auth.status();
  }

  sessionKey(): string | null {
    return this.#auth.sessionKey();
  }

  user(): string | null {
    return this.#auth.claims()?.sub ?? null;
  }

  expiresAt(): number | null {
    return this.#auth.expiresAt()?.getTime() ?? null;
  }

  isRefreshing(): boolean {
    return this.#auth.isRefreshing();
  }

  url(): string {
    return this.#router.url;
  }

  listen(listener: (event: TabEvent) => void): void {
    this.#listeners.push(listener);
  }

  signIn(username: string): Promise<TabResult> {
    const body = { username, password: 'password', cookie: this.#setUp.isCookie };
    const context = skipJwtAuth();
    return resultOf(
      this.#auth.signIn(this.#http.post<JwtTokenResponse>('/api/auth/login', body, { context })),
    );
  }

  signOut(): Promise<TabResult> {
    return resultOf(this.#auth.signOut());
  }

  refresh(): Promise<TabResult> {
    return resultOf(this.#auth.refresh());
  }

  getAccessToken(): Promise<TabResult> {
    return resultOf(this.#auth.getAccessToken());
  }

  async send(method: string, path: string, body?: unknown): Promise<TabResult> {
    const answer = this.#http.request(method, `/api${path}`, { body, observe: 'response' });
    const result = await resultOf(firstValueFrom(answer));
    if (result.code !== null) return result;
    const { status, body: value } = result.value as { status: number; body: unknown };
    return { value, status, code: null };
  }

  async ask(at: number): Promise<TabAnswer> {
    await waitUntil(at);
    const askedStale = (this.expiresAt() ?? Infinity) <= Date.now();
    const told = this.events.length;
    const start = performance.now();
    const result = await this.getAccessToken();
    const milliseconds = performance.now() - start;
    const isFromHere = this.events
      .slice(told)
      .some(({ type, from }) => type === 'refreshed' && from === 'here');
    return { ...result, askedStale, isFromHere, milliseconds };
  }
}

async function resultOf(call: Promise<unknown>): Promise<TabResult> {
  try {
    return { value: (await call) ?? null, status: null, code: null };
  } catch (error) {
    const status = error instanceof HttpErrorResponse ? error.status : null;
    const cause: unknown = error instanceof HttpErrorResponse ? error.error : error;
    const code =
      cause instanceof JwtAuthError ? cause.code : error instanceof Error ? error.name : 'unknown';
    return { value: null, status, code };
  }
}

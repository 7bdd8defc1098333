import type { HttpEvent } from '@angular/common/http';
import type { TestRequest } from '@angular/common/http/testing';
import type { Observable } from 'rxjs';
import { createFreshJwt } from './create-jwt';
import { JwtAuthError } from '../src/public-api';
import { refreshStaysDown } from './flush-refresh';
import { API, pass, REFRESH_URL, settle, type Result, type TestApp } from './set-up';

const UNAUTHORIZED = { status: 401, statusText: 'Unauthorized' };

let issued = 1;

/** The one request to this path that is under way. */
export function sentTo(app: TestApp, path = '/items'): TestRequest {
  return app.backend.expectOne(`${API}${path}`);
}

/** The access token that a request carries, or null. */
export function tokenOf({ request }: TestRequest): string | null {
  return request.headers.get('Authorization')?.replace('Bearer ', '') ?? null;
}

/** The API refuses the token of a request. */
export async function refuse(request: TestRequest, headers = {}): Promise<void> {
  request.flush(null, { ...UNAUTHORIZED, headers });
  await settle();
}

/** Answers the one refresh under way with another token, and gives it back. */
export async function refreshSucceeds(app: TestApp, lifetime = 300): Promise<string> {
  const number = String(++issued);
  const accessToken = createFreshJwt(lifetime, { jti: number });
  app.backend.expectOne(REFRESH_URL).flush({ accessToken, refreshToken: `RT${number}` });
  await settle();
  return accessToken;
}

/**
 * Answers the one refresh under way with an error, and those that follow while somebody waits; lets
 * our own errors come out.
 */
export async function refreshFails(app: TestApp, status: number): Promise<void> {
  const headers = { 'X-Secret': 'secret' };
  app.backend
    .expectOne(REFRESH_URL)
    .flush({ secret: 'secret' }, { status, statusText: 'Down', headers });
  await pass(1);
  if (status < 400 || status >= 500) {
    await refreshStaysDown(app, status, { body: { secret: 'secret' }, headers });
  }
}

/** Signs in with a token that has expired by now; a refresh can be tried. */
export async function signInStale(app: TestApp): Promise<string> {
  const token = await app.signIn(60);
  await pass(61_000);
  return token;
}

/** The code of the `JwtAuthError` that a request failed with; else the error's body. */
export function codeOf({ error }: Result): unknown {
  const body = (error as { error?: unknown } | undefined)?.error;
  return body instanceof JwtAuthError ? body.code : body;
}

/** What came of one request with all its events. */
export class EventLog {
  readonly events: HttpEvent<unknown>[] = [];
  error: unknown;
  isComplete = false;
  readonly subscription;

  constructor(source: Observable<HttpEvent<unknown>>) {
    this.subscription = source.subscribe({
      next: (event) => this.events.push(event),
      error: (error: unknown) => (this.error = error),
      complete: () => (this.isComplete = true),
    });
  }
}

import type { TestRequest } from '@angular/common/http/testing';
import { createFreshJwt } from './create-jwt';
import { pass, REFRESH_URL, settle, type TestApp } from './set-up';

/** Answers the one refresh under way: with a new pair unless told otherwise. */
export async function flushRefresh(
  app: TestApp,
  status = 200,
  body: Parameters<TestRequest['flush']>[0] = freshReply(),
): Promise<void> {
  await settle();
  app.backend
    .expectOne(REFRESH_URL)
    .flush(body, { status, statusText: `Status ${String(status)}` });
  await pass(0);
}

/** A reply with a JWT of 300 s and the refresh token `RT2`. */
export function freshReply(): { accessToken: string; refreshToken: string } {
  return { accessToken: createFreshJwt(), refreshToken: 'RT2' };
}

/** How long a caller waits for a refresh that gets no definite answer, in ms. */
export const PATIENCE = 15_000;

/** The longest pause between two attempts, in ms. */
export const LONGEST_PAUSE = 60_000;

/**
 * Every attempt to refresh gets this answer, for as long as a caller waits unless told otherwise.
 * Gives back how many there were.
 */
export async function refreshStaysDown(
  app: TestApp,
  status = 503,
  {
    url = REFRESH_URL,
    ms = PATIENCE,
    body = status ? 'down' : null,
    headers = {},
  }: {
    url?: string;
    ms?: number;
    body?: object | string | null;
    headers?: Record<string, string>;
  } = {},
): Promise<number> {
  let attempts = 0;
  for (let passed = 0; passed <= ms; passed += 500) {
    await settle();
    for (const request of app.backend.match(url)) {
      attempts++;
      request.flush(body, { status, statusText: 'Down', headers });
    }
    await pass(passed < ms ? 500 : 1);
  }
  return attempts;
}

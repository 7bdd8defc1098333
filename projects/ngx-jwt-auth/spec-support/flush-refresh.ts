import type { TestRequest } from '@angular/common/http/testing';
import { createFreshJwt } from './create-jwt';
import { REFRESH_URL, settle, type TestApp } from './set-up';

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
  await settle();
}

/** A reply with a JWT of 300 s and the refresh token `RT2`. */
export function freshReply(): { accessToken: string; refreshToken: string } {
  return { accessToken: createFreshJwt(), refreshToken: 'RT2' };
}

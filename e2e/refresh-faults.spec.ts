import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  expectOutcome,
  passPause,
  sendFiveRequests,
  signIn,
  signInAndExpire,
  storedTokens,
  waitInVain,
} from './support/session.ts';
import { expect, test } from './support/test.ts';
import { watchUrls } from './support/watch.ts';

const UNAVAILABLE =
  'Your session could not be renewed, because the server cannot be reached. You are still signed in: try again in a moment.';

for (const [id, kind] of [
  ['R1', '503'],
  ['R1', '429'],
  ['R2', 'drop'],
] as const) {
  test(`${id} refresh answered with ${kind}: told, the session stands, then it works again`, async ({
    page,
    backend,
  }) => {
    await page.clock.install();
    await signInAndExpire(page, backend);
    const before = await storedTokens(page);
    const urls = watchUrls(page);
    await backend.setFaults({ refreshFault: { kind, times: 1000 } });
    await sendFiveRequests(page);
    await waitInVain(page, backend);
    await expectOutcome(page, UNAVAILABLE);
    const broken = await backend.stats();
    expect(broken.refreshes[kind]).toBe(broken.refreshCalls);
    // One for all five, tried again after 1 to 2, 2 to 4, 4 to 8 seconds. Chromium itself sends a
    // request again for each kept-alive connection that is dropped, of which it has at most six,
    // and then once on a new one.
    expect(broken.refreshCalls).toBeGreaterThanOrEqual(2);
    expect(broken.refreshCalls).toBeLessThanOrEqual(kind === 'drop' ? 4 * 7 : 4);
    expect(broken.requests['GET /me']).toBeUndefined();
    expect(await storedTokens(page)).toEqual(before);

    await backend.setFaults({ refreshFault: null });
    await passPause(page);
    await sendFiveRequests(page);
    await expectOutcome(page, 'All 5 requests were answered.');
    const { refreshes, requests } = await backend.stats();
    expect(refreshes.rotated).toBe(1);
    expect(requests['GET /me']).toEqual({ '200': 5 });
    expect(urls).toEqual([]);
  });
}

test('R18 a refresh that hangs is given up after ten seconds, and tried again', async ({
  page,
  backend,
}) => {
  await page.clock.install();
  await signIn(page, 'viewer', '/account');
  await page.clock.fastForward('10:00');
  await expect(page.getByRole('timer')).toHaveText('expired');
  await backend.setFaults({ refreshFault: { kind: 'hang' } });
  await sendFiveRequests(page);
  await expect.poll(async () => (await backend.stats()).refreshes.hang).toBe(1);
  await expect(page.getByRole('button', { name: 'Refreshing…' })).toBeVisible();
  await page.clock.fastForward('00:10');
  await page.clock.fastForward('00:02');
  await expectOutcome(page, 'All 5 requests were answered.');
  await expect(page).toHaveURL('/account');
  const { refreshCalls, refreshes, requests } = await backend.stats();
  expect(refreshCalls).toBe(2);
  expect(refreshes.rotated).toBe(1);
  expect(requests['GET /me']).toEqual({ '200': 5 });
});

test('N12 a guard waits for a refresh that hangs no longer than fifteen seconds', async ({
  page,
  backend,
}) => {
  await page.clock.install();
  await signIn(page, 'viewer', '/account');
  await page.clock.fastForward('10:00');
  await backend.setFaults({ refreshFault: { kind: 'hang', times: 1000 } });
  await page.getByRole('link', { name: 'Movies', exact: true }).click();
  await expect.poll(async () => (await backend.stats()).refreshes.hang).toBe(1);
  await page.clock.fastForward('00:10');
  await page.clock.fastForward('00:02');
  await expect.poll(async () => (await backend.stats()).refreshes.hang).toBe(2);
  await expect(page).toHaveURL('/account');
  await page.clock.fastForward('00:03');
  // The page asks for its movies, and is told at once.
  await expect(page).toHaveURL('/movies');
  await expect(page.getByRole('alert')).toContainText(UNAVAILABLE);
});

test('R21 a refresh redirected to another origin: the refresh token does not go there', async ({
  page,
  backend,
}) => {
  const received: string[] = [];
  // It allows everything, so that nothing but the app keeps the token from it.
  const other = createServer((request, reply) => {
    received.push(`${request.method ?? ''} ${request.url ?? ''}`);
    reply.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
    reply.setHeader('Access-Control-Allow-Credentials', 'true');
    reply.setHeader('Access-Control-Allow-Headers', 'content-type, authorization, x-xsrf-token');
    reply.end('{}');
  });
  await new Promise<void>((listening) => other.listen(0, 'localhost', listening));
  try {
    const { port } = other.address() as AddressInfo;
    const location = `http://localhost:${port}/steal`;
    await signInAndExpire(page, backend);
    await backend.setFaults({ refreshFault: { kind: 'redirect', location } });
    await sendFiveRequests(page);
    // The next attempt is not redirected.
    await expectOutcome(page, 'All 5 requests were answered.');
    const { refreshes } = await backend.stats();
    expect([refreshes.redirect, refreshes.rotated]).toEqual([1, 1]);
    expect(received).toEqual([]);

    // The trap works: a request that follows the redirect gets there, with its body.
    await backend.setFaults({ refreshFault: { kind: 'redirect', location } });
    await page.evaluate(async () => {
      const headers = { 'Content-Type': 'application/json' };
      await fetch('/api/auth/refresh', { method: 'POST', headers, body: '{}' });
    });
    expect(received).toEqual(['OPTIONS /steal', 'POST /steal']);
  } finally {
    other.closeAllConnections();
    other.close();
  }
});

import {
  askTogether,
  events,
  expectOneToken,
  expectStatus,
  expire,
  getAccessToken,
  KEY,
  signIn,
  signInAndExpire,
  untilReady,
} from './support/tabs/tabs.ts';
import { expect, test } from './support/tabs/test.ts';

test('T17 a tab that was opened with a copy of the sessionStorage: one of the two goes on, the other ends', async ({
  profile,
  open,
  backend,
}) => {
  const [original] = await open(1, '/?store=session');
  if (!original) throw new Error('There is no tab.');
  await backend.setFaults({ accessTokenLifetime: 1 });
  await signIn(original);
  const opened = profile.nextPopup();
  await original.evaluate(() => void window.open('/?store=session'));
  const copy = await opened;
  await untilReady(copy);
  const pages = [original, copy];
  const keys = await Promise.all(pages.map((page) => page.evaluate(() => tab.sessionKey())));
  expect(keys[1]).toBe(keys[0]); // the browser does what this test is about
  await expire(pages, backend);

  const results = await askTogether(pages);
  // Who has lost ends here and now; the server is not told, or it would end the other one too.
  const statuses = () => Promise.all(pages.map((page) => page.evaluate(() => tab.status())));
  await expect.poll(async () => (await statuses()).sort()).toEqual(['anonymous', 'authenticated']);
  const winner = (await statuses()).indexOf('authenticated');
  const [won, lost] = winner === 0 ? [original, copy] : [copy, original];
  expect(results[winner]?.value).not.toBeNull();
  expect((await events(lost)).at(-1)).toMatchObject({ type: 'sessionEnded', reason: 'superseded' });
  const { refreshCalls, reusesDetected, logouts } = await backend.stats();
  expect([refreshCalls, reusesDetected, logouts]).toEqual([1, 0, 0]);
  // The session of the other lives, on the server too.
  expect((await won.evaluate(() => tab.refresh())).code).toBeNull();
  expect((await won.evaluate(() => tab.send('GET', '/me'))).status).toBe(200);
});

test('T1 two copies of the library on one page are one session', async ({ open, backend }) => {
  const pages = await open(2);
  const [page] = pages;
  if (!page) throw new Error('There is no tab.');
  // As a micro-frontend: another bundle, with Angular and all.
  await page.evaluate(() => {
    const script = Object.assign(document.createElement('script'), { type: 'module' });
    script.src = '/main.js?copy=2';
    document.head.append(script);
  });
  await page.waitFor(() => tabs.length === 2);
  await backend.setFaults({ accessTokenLifetime: 1 });
  await signIn(page);
  const statuses = () => page.evaluate(() => tabs.map((app) => app.status()));
  await expect.poll(statuses).toEqual(['authenticated', 'authenticated']);
  await expectStatus(pages, 'authenticated');
  await page.waitFor(() => tabs.every((app) => (app.expiresAt() ?? 0) <= Date.now()));
  await expire(pages, backend);

  const at = Date.now() + 100;
  const answers = await Promise.all(
    pages.map((each) =>
      each.evaluate((moment) => Promise.all(tabs.map((app) => app.ask(moment))), at),
    ),
  );
  expect(answers.flat().length).toBe(3);
  expectOneToken(answers.flat());
  const { refreshCalls, reusesDetected } = await backend.stats();
  expect([refreshCalls, reusesDetected]).toEqual([1, 0]);
  // And a sign-out in one ends it for both.
  await page.evaluate(() => tabs[1]?.signOut());
  await expect.poll(statuses).toEqual(['anonymous', 'anonymous']);
  await expectStatus(pages, 'anonymous');
});

test('T1 a tab with another version of the library writes a record of its own: nobody is signed out', async ({
  open,
  backend,
}) => {
  const pages = await open(3);
  const [newer, ...others] = pages;
  if (!newer) throw new Error('There is no tab.');
  await signInAndExpire(pages, backend);
  const record = '{"v":2,"sid":"of-another-version","tokens":{"access":"AT","refresh":"RT"}}';
  await newer.evaluate(
    ([key, value]) => {
      localStorage.setItem(key, value);
    },
    [KEY, record] as const,
  );
  for (const page of others) {
    await page.waitFor(([key, value]) => localStorage.getItem(key) === value, [
      KEY,
      record,
    ] as const);
  }
  await expectStatus(others, 'authenticated');
  const results = await askTogether(others);
  // One has the new token. The other cannot get it where it can read it, and does not refresh a second time.
  expect(
    results.map(({ value }) => value).filter((value) => value !== null).length,
  ).toBeGreaterThan(0);
  const { refreshCalls, refreshes, reusesDetected, logouts } = await backend.stats();
  expect([refreshCalls, refreshes.rotated]).toEqual([1, 1]);
  expect([reusesDetected, logouts]).toEqual([0, 0]);
  await expectStatus(others, 'authenticated');
  for (const page of others) {
    expect((await events(page)).map(({ type }) => type)).not.toContain('sessionEnded');
    expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBe(record);
  }
});

test('T4 a user who signed in again in another tab is not signed out by what the first session leaves', async ({
  open,
  backend,
}) => {
  const pages = await open(2);
  const [first, second] = pages;
  if (!first || !second) throw new Error('There are no two tabs.');
  await signIn(first);
  await expectStatus(pages, 'authenticated');
  // Both at once: whoever is last, both tabs end up with one and the same session, or none.
  await Promise.all([
    first.evaluate(() => tab.signOut()),
    second.evaluate(() => tab.signIn('viewer')),
  ]);
  await expect
    .poll(async () => {
      const keys = await Promise.all(pages.map((page) => page.evaluate(() => tab.sessionKey())));
      return keys[0] === keys[1];
    })
    .toBe(true);
  for (const page of pages) await getAccessToken(page);
  expect((await backend.stats()).reusesDetected).toBe(0);
});

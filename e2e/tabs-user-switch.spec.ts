import {
  events,
  expectHeading,
  expectStatus,
  expire,
  openTab,
  signIn,
  untilRefreshing,
  urlOf,
} from './support/tabs/tabs.ts';
import { expect, test } from './support/tabs/test.ts';
import { watchUrls } from './support/tabs/watch-urls.ts';

test('T6 somebody else signs in elsewhere: what waited is not sent, and the guarded page is left once', async ({
  profile,
  open,
  backend,
}) => {
  const [other] = await open();
  if (!other) throw new Error('There is no tab.');
  await backend.setFaults({ accessTokenLifetime: 3 });
  await signIn(other, 'admin');
  const page = await openTab(profile, '/guarded');
  await expectHeading(page, 'Guarded');
  await expire([other, page], backend);
  const urls = await watchUrls(page);
  const sent: string[] = [];
  profile.onRequest((path, from) => {
    if (from === page) sent.push(path);
  });
  await backend.setFaults({ refreshFault: { kind: 'hang' } });
  const movie = { title: 'Heat', year: 1995, director: 'Michael Mann', genre: 'Crime', rating: 5 };
  const queue = page.evaluate(
    (body) => Promise.all([1, 2, 3, 4, 5].map(() => tab.send('POST', '/movies', body))),
    movie,
  );
  await untilRefreshing([page]);

  await signIn(other, 'editor');
  for (const { status, code } of await queue) {
    expect([status, code]).toEqual([0, 'SESSION_CHANGED']);
  }
  await expect.poll(() => page.evaluate(() => tab.user())).toBe('editor');
  await expect.poll(() => urlOf(page)).toBe('/');
  await expectHeading(page, 'Home');
  expect(await urls()).toEqual(['/']);
  expect(sent).not.toContain('/api/movies');
  expect((await backend.stats()).requests['POST /movies']).toBeUndefined();
  const told = await events(page);
  expect(told).toContainEqual({
    type: 'sessionEnded',
    reason: 'session-changed',
    from: 'elsewhere',
  });
  expect(told.at(-1)).toEqual({ type: 'signedIn', from: 'elsewhere' });
  // The new session works in both.
  await expectStatus([other, page], 'authenticated');
  for (const tabOfNew of [other, page]) {
    const { value } = await tabOfNew.evaluate(() => tab.send('GET', '/me'));
    expect(value).toMatchObject({ username: 'editor' });
  }
  expect((await backend.stats()).reusesDetected).toBe(0);
});

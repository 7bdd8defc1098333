import { signIn, untilStale } from '../support/tabs/tabs.ts';
import { expect, test } from '../support/tabs/test.ts';

test('T18 a tab that is really hidden refreshes nothing by itself, and does when it is seen again', async ({
  profile,
  open,
  backend,
}) => {
  const [page] = await open(1, '/?background');
  if (!page) throw new Error('There is no tab.');
  const visibility = () => page.evaluate(() => document.visibilityState);
  const opened = profile.nextPopup();
  await page.evaluate(() => void window.open('about:blank'));
  const inFront = await opened;
  await expect.poll(visibility).toBe('hidden');
  await backend.setFaults({ accessTokenLifetime: 1 });
  await signIn(page);
  await untilStale([page]);
  await backend.setFaults({ accessTokenLifetime: 300 });
  expect((await backend.stats()).refreshCalls).toBe(0);

  await inFront.close();
  await expect.poll(visibility).toBe('visible');
  await expect.poll(async () => (await backend.stats()).refreshes.rotated).toBe(1);
  await expect.poll(() => page.evaluate(() => (tab.expiresAt() ?? 0) > Date.now())).toBe(true);
});

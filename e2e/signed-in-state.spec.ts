import { createSignedInStorageState, type SignedInTokens } from 'ngx-jwt-auth/playwright';
import { STORE_KEY } from './support/session.ts';
import { expect, test } from './support/test.ts';

test.use({
  storageState: async ({ server }, use) => {
    const reply = await fetch(`${server.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: 'editor', password: 'password' }),
    });
    const tokens = (await reply.json()) as SignedInTokens;
    await use(createSignedInStorageState({ origin: server.url, key: STORE_KEY, tokens }));
  },
});

// Tagged: the state comes before the browser context, which is where the backend is without a server.
const title = 'an app starts signed in by createSignedInStorageState()';
test(title, { tag: '@server' }, async ({ page, backend }) => {
  await page.goto('/movies');
  await expect(page.getByRole('article')).toHaveCount(24);
  await expect(page).toHaveURL('/movies');
  await expect(page.getByRole('link', { name: 'Add movie' })).toBeVisible();

  // A session as any other: it is refreshed, and outlives a reload.
  await backend.rejectAccessTokens();
  await page.reload();
  await expect(page.getByRole('article')).toHaveCount(24);
  const { refreshes } = await backend.stats();
  expect(refreshes.rotated).toBe(1);
});

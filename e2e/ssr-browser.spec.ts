import {
  expectHydrated,
  GUARDED,
  NAMES,
  session,
  signIn,
  signInAndExpire,
  watchHydration,
} from './support/ssr/pages.ts';
import { expect, test } from './support/ssr/test.ts';
import type { Variant } from './support/ssr/ssr-server.ts';
import { watchElements, watchUrls } from './support/watch.ts';

const VARIANTS: readonly Variant[] = ['local-storage', 'custom-header', 'cookie'];

for (const variant of VARIANTS) {
  test.describe(variant, () => {
    test.use({ variant });

    test('V9 the signed-in browser asks the API again and shows its own answer', async ({
      page,
      server,
    }) => {
      await signIn(page, 'admin');
      await server.probe();
      await page.goto('/');
      await expect(page.getByTestId('greeting')).toHaveText(`Hello, ${NAMES.admin}`);
      const { greeted } = await server.probe();
      expect(greeted).toEqual(['nobody', NAMES.admin]);
    });

    for (const [id, path, what] of [
      ['V10', '/internal', 'the server calls the API by its internal origin'],
      ['V12', '/own-client', 'a lazy route sends its requests via the parent'],
    ] as const) {
      test(`${id} the signed-in browser asks again where ${what}`, async ({ page, server }) => {
        await signIn(page, 'admin');
        await server.probe();
        await page.goto(path);
        for (const way of ['resource', 'client']) {
          await expect(page.getByTestId(way)).toHaveText(`Hello, ${NAMES.admin}`);
        }
        const { greeted } = await server.probe();
        expect(greeted).toEqual(['nobody', 'nobody', NAMES.admin, NAMES.admin]);
      });
    }

    test('V13 a request with a token takes no answer that was transferred for another one', async ({
      page,
      server,
    }) => {
      expect((await server.render('/teaser')).transferState).toContain('nobody');
      await signIn(page, 'admin');
      await server.probe();
      await page.goto('/teaser');
      await expect(page.getByTestId('own')).toHaveText(`Hello, ${NAMES.admin}`);
      await expect(page.getByTestId('public')).toHaveText('Hello, nobody');
      expect((await server.probe()).greeted).toEqual(['nobody', 'nobody', NAMES.admin]);
    });

    test('V7 a signed-in page hydrates: unknown becomes known, in the elements of the server', async ({
      page,
    }) => {
      await signIn(page, 'admin');
      const complaints = await watchHydration(page);
      for (const path of ['/', '/account', '/team/members', '/admin', '/about', '/saved']) {
        await page.goto(path);
        await expect(session(page)).toHaveText(NAMES.admin);
        await expect(page.getByRole('link', { name: 'Users' })).toBeVisible();
        await expect(page.getByRole('heading')).toBeVisible();
        await expect(page).toHaveURL(path);
        await expectHydrated(page);
      }
      expect(complaints).toEqual([]);
    });

    test('V7 an anonymous page hydrates', async ({ page, server }) => {
      const complaints = await watchHydration(page);
      for (const path of ['/', '/about', '/login', '/nowhere']) {
        await page.goto(path);
        await expect(session(page)).toHaveText('Sign in');
        await expect(page.getByRole('heading')).toBeVisible();
        await expectHydrated(page);
      }
      expect(complaints).toEqual([]);
      expect((await server.stats()).refreshCalls).toBe(0);
    });

    test('N1 a reload with an expired access token refreshes once, without a flash of the login page', async ({
      page,
      server,
    }) => {
      await signInAndExpire(page, server, 'viewer');
      // Long enough for a login page to be seen while the refresh is under way.
      await server.setFaults({ latency: 300 });
      const urls = watchUrls(page);
      const seen = await watchElements(
        page,
        'app-login-page',
        '[href="/login"]',
        'app-account-page',
      );
      await page.goto('/account?tab=2');
      await expect(page.getByTestId('me')).toHaveText('viewer');
      expect(seen).toEqual(['app-account-page']);
      expect(new Set(urls)).toEqual(new Set(['/account?tab=2']));
      const { refreshCalls, requests } = await server.stats();
      expect(refreshCalls).toBe(1);
      expect(requests['GET /me']).toEqual({ '200': 1 });
    });
  });
}

for (const [path, slot, element] of GUARDED) {
  test(`V6 the anonymous at ${path} (${slot}) go to the login page and come back`, async ({
    page,
  }) => {
    const complaints = await watchHydration(page);
    const seen = await watchElements(page, element, 'app-not-found-page');
    await page.goto(`${path}?tab=2`);
    await expect(page).toHaveURL(`/login?returnUrl=${encodeURIComponent(`${path}?tab=2`)}`);
    await expectHydrated(page);
    expect(seen).toEqual([]);
    await page.getByRole('textbox', { name: 'User' }).fill('admin');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(`${path}?tab=2`);
    await expect(page.locator(element)).toBeVisible();
    expect(complaints).toEqual([]);
  });
}

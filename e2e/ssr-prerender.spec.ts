import { readFile } from 'node:fs/promises';
import { NAMES, session, signIn } from './support/ssr/pages.ts';
import { expect, test } from './support/ssr/test.ts';
import { watchElements } from './support/watch.ts';

/** Prerendered by the build, each behind a guard in another slot. */
const PRERENDERED = [
  ['saved', 'app-account-page'],
  ['saved/all', 'app-team-page'],
  ['vault', 'app-admin-page'],
] as const;

const built = (path: string): Promise<string> =>
  readFile(
    new URL(`../dist/ssr-app/local-storage/browser/${path}/index.html`, import.meta.url),
    'utf8',
  );

test('V8 the build bakes in no decision about a public page', async () => {
  const html = await built('about');
  expect(html).toContain('<h1>About</h1>');
  expect(html).toContain('one moment');
  expect(html).not.toContain('/login');
});

for (const [path, element] of PRERENDERED) {
  test(`V8 /${path} is built as a shell, and the browser decides`, async ({ page, server }) => {
    const html = await built(path);
    expect(html).toContain('one moment');
    expect(html).toMatch(/<main><router-outlet><\/router-outlet>(<!--.*?-->)*<\/main>/);
    expect(html).not.toMatch(/\/login|http-equiv|<h1>/);
    // That is what is served, not another render.
    expect((await server.render(`/${path}`)).html).toBe(html);

    const seen = await watchElements(page, element, 'app-not-found-page', 'app-login-page');
    await page.goto(`/${path}`);
    await expect(page).toHaveURL(`/login?returnUrl=${encodeURIComponent(`/${path}`)}`);
    await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
    expect(seen).toEqual(['app-login-page']);

    await signIn(page, 'admin');
    seen.length = 0;
    await page.goto(`/${path}`);
    await expect(page.locator(element)).toBeVisible();
    await expect(session(page)).toHaveText(NAMES.admin);
    expect(seen).toEqual([element]);
  });
}

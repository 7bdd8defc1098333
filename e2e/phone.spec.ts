import { signIn } from './support/session.ts';
import { expect, test } from './support/test.ts';

test.use({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });

const PAGES = [
  ['/login', 'Welcome back'],
  ['/movies', 'Movies'],
  ['/movies/new', 'Add a movie'],
  ['/account', 'Ada Admin'],
  ['/admin', 'Users'],
  ['/chaos', 'Cause chaos'],
  ['/forbidden', 'This page is not for you'],
] as const;

for (const [path, heading] of PAGES) {
  test(`${path} fits on a phone`, async ({ page }) => {
    if (path === '/login') await page.goto(path);
    else await signIn(page, 'admin', path);
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(320);
  });
}

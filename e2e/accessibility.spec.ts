import { AxeBuilder } from '@axe-core/playwright';
import { signIn } from './support/session.ts';
import { expect, test } from './support/test.ts';

const PAGES = [
  ['/login', 'Welcome back'],
  ['/movies', 'Movies'],
  ['/movies/new', 'Add a movie'],
  ['/account', 'Ada Admin'],
  ['/admin', 'Users'],
] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [path, heading] of PAGES) {
    test(`axe finds nothing at ${path}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      if (path === '/login') await page.goto(path);
      else await signIn(page, 'admin', path);
      await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      const { violations, passes } = await new AxeBuilder({ page }).analyze();
      expect(passes.length).toBeGreaterThan(10);
      const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
      expect(found).toEqual([]);
    });
  }
}

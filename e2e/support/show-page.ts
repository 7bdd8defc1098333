import { expect, type Page } from '@playwright/test';

/** Opens a page of the demo, and waits until all that belongs to it is there. */
export async function showPage(
  page: Page,
  { path, heading }: { readonly path: string; readonly heading: string },
): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
}

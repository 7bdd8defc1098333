import { expect, type Locator, type Page } from '@playwright/test';

/** An experiment has to come to its end: the longest waits for a refresh that hangs. */
export const PATIENCE = { timeout: 60_000 };

type Cells = readonly [library: string | RegExp, naive: string | RegExp];

/** Presses the button and waits until the result is on the screen. */
export async function runExperiment(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: title }).click();
  await expect(page.getByText(`Running: ${title}`)).toBeVisible();
  await expect(page.getByText(`Done: ${title}`)).toBeVisible(PATIENCE);
  await expect(result(page).getByRole('caption')).toHaveText(title);
}

function result(page: Page): Locator {
  return page.getByRole('table');
}

/** A line of the result, of both sides. */
export async function expectRow(page: Page, label: string, [library, naive]: Cells): Promise<void> {
  const cells = result(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: label }) })
    .locator('td > span');
  await expect(cells.nth(0)).toHaveText(library);
  await expect(cells.nth(1)).toHaveText(naive);
}

/** How both came through. */
export async function expectVerdicts(page: Page, library: string, naive: string): Promise<void> {
  await expect(result(page).getByRole('columnheader', { name: 'ngx-jwt-auth' })).toContainText(
    library,
  );
  await expect(result(page).getByRole('columnheader', { name: 'Usual interceptor' })).toContainText(
    naive,
  );
}

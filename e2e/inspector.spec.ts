import type { Page } from '@playwright/test';
import { sendRequests, signIn, signInAndExpire, submitLogin } from './support/session.ts';
import { expect, test } from './support/test.ts';

const KEY = 'movie-tracker.inspector';

function panel(page: Page) {
  return page.getByRole('complementary', { name: 'Session inspector' });
}

/** Who the panel says is signed in. */
function signedIn(page: Page, name: string) {
  return panel(page).locator('.facts').getByText(name);
}

function toggle(page: Page) {
  return page.getByRole('button', { name: 'Session inspector' });
}

test('H1 many requests wait for one refresh, and the screen says so', async ({ page, backend }) => {
  await signInAndExpire(page, backend);
  await backend.setFaults({ refreshFault: { kind: '503', times: 1 } });
  await sendRequests(page, 15);
  const picture = panel(page).getByRole('img', { name: /^Timeline/ });
  await expect(panel(page).getByText('15 requests waiting for 1 refresh')).toBeVisible();
  await expect(picture).toHaveAccessibleName('Timeline: 15 requests waiting for 1 refresh');
  await expect(picture.locator('rect.waiting')).toHaveCount(15);
  await expect(picture.locator('rect.sent')).toHaveCount(0);
  for (const word of ['waiting', 'sent', 'answered 401', 'sent again', 'done', 'failed']) {
    await expect(panel(page).getByRole('listitem').getByText(word, { exact: true })).toBeVisible();
  }

  await expect(panel(page).locator('.headline')).toHaveText(
    '15 requests waited for 1 refresh, then went out together: 15 answered',
  );
  await expect(picture.locator('rect.sent')).toHaveCount(15);
  await expect(picture.locator('.done')).toHaveCount(15);
  await expect(picture.getByText('1 refresh ✓')).toBeVisible();
  await expect(panel(page).getByText('by this tab')).toBeVisible();
});

test('H14 a 401, the waiting and the replay are seen', async ({ page, backend }) => {
  await signIn(page, 'viewer', '/account');
  await backend.rejectAccessTokens();
  await sendRequests(page, 5);
  const picture = panel(page).getByRole('img', { name: /^Timeline/ });
  await expect(panel(page).locator('.headline')).toContainText('went out again together');
  await expect(picture.locator('.rejection')).toHaveCount(5);
  await expect(picture.locator('rect.replay')).toHaveCount(5);
});

test('it is told which tab did the refresh', async ({ page, context }) => {
  await signIn(page, 'viewer', '/account');
  await expect(panel(page).getByText('none yet')).toBeVisible();
  const other = await context.newPage();
  await other.goto('/account');
  await other.getByRole('button', { name: 'Refresh now' }).click();
  await expect(panel(page).getByText('by another tab')).toBeVisible();
  await expect(panel(other).getByText('by this tab')).toBeVisible();
  const marks = panel(page)
    .getByRole('img', { name: /^Timeline/ })
    .locator('.mark-tab');
  await expect(marks).toHaveCount(1);
});

test('it is there before the sign-in, and shows the claims after it', async ({ page }) => {
  await page.goto('/login');
  await expect(panel(page).getByText('nobody is signed in')).toBeVisible();
  await submitLogin(page, 'admin');
  await expect(signedIn(page, 'Ada Admin')).toBeVisible();
  // The new page takes the focus when it is there.
  await expect(page.getByRole('article')).toHaveCount(24);
  const claims = panel(page).getByText('Claims of the access token');
  await claims.focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('movie-tracker-mock')).toBeVisible();
});

test('it is closed and opened with the keyboard, and stays as it was left', async ({ page }) => {
  await page.goto('/login');
  await expect(toggle(page)).toHaveAttribute('aria-expanded', 'true');
  expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBeNull();
  await page.getByRole('button', { name: 'Close the inspector' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toHaveCount(0);
  // The focus is not lost with the panel.
  await expect(toggle(page)).toBeFocused();
  await page.reload();
  await expect(toggle(page)).toHaveAttribute('aria-expanded', 'false');
  await expect(panel(page)).toHaveCount(0);
  await toggle(page).focus();
  await page.keyboard.press('Space');
  await expect(panel(page)).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });

  test('it is closed at first, and leaves room for the page when it is open', async ({ page }) => {
    await signIn(page, 'viewer', '/account');
    await expect(toggle(page)).toHaveAttribute('aria-expanded', 'false');
    await toggle(page).click();
    await expect(panel(page)).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(320);
    // What is last on the page can be scrolled to above the panel.
    const claims = page.locator('app-token-claims');
    await page.evaluate(() => {
      scrollTo(0, document.body.scrollHeight);
    });
    const bottom = await claims.boundingBox();
    const sheet = await panel(page).boundingBox();
    expect((bottom?.y ?? 0) + (bottom?.height ?? 0)).toBeLessThanOrEqual(sheet?.y ?? 0);
  });
});

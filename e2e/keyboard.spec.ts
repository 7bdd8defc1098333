import type { Locator, Page } from '@playwright/test';
import { PAGES } from './support/demo-pages.ts';
import { signIn } from './support/session.ts';
import { showPage } from './support/show-page.ts';
import { expect, test } from './support/test.ts';

type WalkWindow = Window & { reached?: Set<EventTarget | null> };

/** Goes on with the Tab key alone, forwards or backwards, until the control has the focus. */
async function tabTo(page: Page, control: Locator, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(control).toBeFocused();
}

/** Goes once around the page with the Tab key; gives the controls that it did not come to. */
async function walk(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const reached = new Set<EventTarget | null>();
    (window as WalkWindow).reached = reached;
    addEventListener('focusin', ({ target }) => reached.add(target));
  });
  let isAround = false;
  for (let round = 0; round < 20 && !isAround; round++) {
    const before = await reachedCount(page);
    for (let presses = 0; presses < 10; presses++) await page.keyboard.press('Tab');
    // Ten more, and all of them known: it has been everywhere.
    isAround = (await reachedCount(page)) === before;
  }
  expect(isAround, 'the focus comes around').toBe(true);
  return page.evaluate(() => {
    const { reached } = window as WalkWindow;
    const controls = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex="0"]',
    );
    return (
      [...controls]
        .filter((control) => control.checkVisibility({ visibilityProperty: true }))
        // Of a group with one choice only the chosen one is a stop; the arrows lead to the others.
        .filter((control) => !control.matches(':disabled, [role="radio"][tabindex="-1"]'))
        .filter((control) => !reached?.has(control))
        .map(({ outerHTML }) => outerHTML)
    );
  });
}

function reachedCount(page: Page): Promise<number> {
  return page.evaluate(() => (window as WalkWindow).reached?.size ?? 0);
}

for (const each of PAGES) {
  test(`the Tab key comes to every control of ${each.name}`, async ({ page }) => {
    test.slow();
    if (each.isSignedIn) await signIn(page, 'admin', '/account');
    await showPage(page, each);
    expect(await walk(page)).toEqual([]);
  });
}

test('with the keyboard alone: sign in, find, watch, add, delete and sign out', async ({
  page,
}) => {
  test.slow();
  const { keyboard } = page;
  await page.goto('/login');
  await tabTo(page, page.getByRole('button', { name: /^admin/ }));
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Sign in', exact: true }));
  await keyboard.press('Enter');
  await expect(page.getByRole('article')).toHaveCount(24);

  await tabTo(page, page.getByLabel('Search movies'));
  await keyboard.type('Rashomon');
  await expect(page.getByRole('article')).toHaveCount(1);
  const watched = page.getByRole('button', { name: 'Mark Rashomon as watched' });
  await tabTo(page, watched);
  await keyboard.press('Space');
  await expect(watched).toHaveAttribute('aria-pressed', 'true');

  const choices = page.getByRole('radiogroup', { name: 'Which movies' });
  await tabTo(page, choices.getByRole('radio', { name: 'All' }));
  await keyboard.press('ArrowRight');
  await expect(page.getByText('No movie matches')).toBeVisible();
  await keyboard.press('ArrowLeft');
  await expect(watched).toBeVisible();

  // A dialog keeps the focus, and gives it back.
  const remove = page.getByRole('button', { name: 'Delete Rashomon' });
  await tabTo(page, remove);
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  for (let presses = 0; presses < 4; presses++) {
    await keyboard.press('Tab');
    await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1);
  }
  await keyboard.press('Escape');
  // It gives the focus back before it has gone, and with it a button that does nothing any more.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(remove).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Delete' }));
  await keyboard.press('Enter');
  await expect(page.getByText('“Rashomon” was deleted.')).toBeVisible();

  await tabTo(page, page.getByRole('link', { name: 'Add movie' }));
  await keyboard.press('Enter');
  for (const [label, text] of [
    ['Title', 'Solaris'],
    ['Director', 'Andrei Tarkovsky'],
    ['Year', '1972'],
    ['Genre', 'Drama'],
  ] as const) {
    await tabTo(page, page.getByLabel(label));
    await keyboard.type(text);
  }
  await tabTo(page, page.getByLabel('Watched'));
  await keyboard.press('Space');
  await keyboard.press('Enter');
  await expect(page.getByText('“Solaris” was saved.')).toBeVisible();
  await expect(page.getByRole('article', { name: 'Solaris' })).toContainText('Watched');

  await tabTo(page, page.getByRole('button', { name: 'User menu of' }), 'Shift+Tab');
  await keyboard.press('Enter');
  await tabTo(page, page.locator('#user-menu').getByRole('button', { name: 'Sign out' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
});

test('the first Tab offers to skip to the content', async ({ page }) => {
  await signIn(page, 'viewer', '/account');
  await showPage(page, { path: '/account', heading: 'Vera Viewer' });
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

import { launchFirefox } from '../support/browsers/launch-firefox.ts';
import {
  askTogether,
  expectStatus,
  expire,
  openTab,
  signIn,
  untilReady,
} from '../support/tabs/tabs.ts';
import { expect, test } from '../support/tabs/test.ts';
import { storageErrors } from '../support/tabs/storage-errors.ts';

/** The number under which Firefox knows "all cookies", of sites and third parties. */
const ALL_COOKIES = 2;

test('T8 where the user blocks all cookies each tab has its own session, which can be refreshed', async ({
  backend,
}) => {
  const browser = await launchFirefox({ 'network.cookie.cookieBehavior': ALL_COOKIES });
  try {
    const profile = await browser.newProfile(backend.url);
    const pages = [await openTab(profile, '/'), await openTab(profile, '/')];
    const [first] = pages;
    if (!first) throw new Error('There is no tab.');
    // The browser does what this test is about.
    expect(await storageErrors(first)).toEqual(['SecurityError', 'SecurityError', 'SecurityError']);
    await backend.setFaults({ accessTokenLifetime: 1 });
    for (const page of pages) await signIn(page);
    await expire(pages, backend);
    const results = await askTogether(pages);
    expect(results.map(({ code }) => code)).toEqual([null, null]);
    const { refreshCalls, reusesDetected } = await backend.stats();
    expect([refreshCalls, reusesDetected]).toEqual([2, 0]);
    await first.evaluate(() => tab.signOut());
    await expectStatus([first], 'anonymous');
    await first.reload();
    await untilReady(first);
    expect(profile.errors).toEqual([]);
  } finally {
    await browser.close();
  }
});

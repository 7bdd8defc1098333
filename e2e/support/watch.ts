import type { Page } from '@playwright/test';

/** Collects the path, query and fragment of every URL that the page comes to from now on. */
export function watchUrls(page: Page): string[] {
  const urls: string[] = [];
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) urls.push(frame.url().replace(/^https?:\/\/[^/]*/, ''));
  });
  return urls;
}

/**
 * Collects which of these elements are ever in the DOM, be it for a moment, of the documents that
 * the page loads from now on.
 */
export async function watchElements(page: Page, ...names: string[]): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction('reportElement', (name: string) => {
    seen.push(name);
  });
  await page.addInitScript((wanted) => {
    const report = (globalThis as unknown as { reportElement: (name: string) => void })
      .reportElement;
    new MutationObserver((mutations) => {
      for (const node of mutations.flatMap(({ addedNodes }) => [...addedNodes])) {
        if (!(node instanceof Element)) continue;
        for (const name of wanted) {
          if (node.matches(name) || node.querySelector(name)) report(name);
        }
      }
    }).observe(document, { childList: true, subtree: true });
  }, names);
  return seen;
}

import type { TabPage } from '../browsers/tab-browser.ts';

/** What the page gets that asks for localStorage, IndexedDB and a lock: names of errors, or `allowed`. */
export function storageErrors(page: TabPage): Promise<string[]> {
  return page.evaluate(async () => {
    const nameOf = async (use: () => unknown): Promise<string> => {
      try {
        await use();
        return 'allowed';
      } catch (error) {
        return (error as Error).name;
      }
    };
    return [
      await nameOf(() => localStorage),
      await nameOf(() => indexedDB.open('any')),
      await nameOf(() => navigator.locks.request('any', () => null)),
    ];
  });
}

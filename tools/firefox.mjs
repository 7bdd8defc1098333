// Finds a Firefox for `npm test -- firefox` and `npm run soak -- --firefox`: FIREFOX_BIN, else
// `firefox-esr` or `firefox` on the PATH. None is brought along, so nothing else needs one.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The path of an executable Firefox.
 * @returns {string}
 */
export function findFirefox() {
  const chosen = process.env['FIREFOX_BIN'];
  if (chosen) {
    // A wrong FIREFOX_BIN is a mistake to report, not a reason to test in some other browser.
    if (!existsSync(chosen)) throw new Error(`FIREFOX_BIN is "${chosen}": there is no such file.`);
    return chosen;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const found = ['firefox-esr', 'firefox', 'firefox.exe']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  if (found) return found;
  throw new Error(
    'No Firefox to run the tests in: FIREFOX_BIN is not set, and there is neither `firefox-esr` nor ' +
      '`firefox` on the PATH. Install one (Debian: apt-get install firefox-esr), or set FIREFOX_BIN ' +
      'to the path of its executable.',
  );
}

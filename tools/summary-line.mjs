/**
 * The last line of every test run. CI reads it, so it stands alone and looks the same for all runners.
 * @param {{ passed: number; failed: number; skipped: number }} counts
 */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** More than the longest chain of promises in the library and in a navigation. */
const TURNS = 300;

/**
 * Lets everything happen that waits for nothing but promises. No timer: it works on a fake clock,
 * and whoever awaits it can still handle what was rejected meanwhile.
 */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
}

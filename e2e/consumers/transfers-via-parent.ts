/**
 * Whether the transfer cache of a lazy route with `withRequestsMadeViaParent()` keeps an answer before
 * the interceptors of its parent see the request: Angular mended that in 20.3.28, 21.2.20 and 22.1.1.
 */
export function transfersViaParent(angular: string): boolean {
  const [major = 0, minor = 0, patch = 0] = angular.split('.').map(Number);
  const mended = MENDED[major];
  if (!mended) throw new Error(`Find out what Angular ${angular} does, and say so in docs/ssr.md.`);
  return minor < mended[0] || (minor === mended[0] && patch < mended[1]);
}

const MENDED: Readonly<Record<number, readonly [minor: number, patch: number]>> = {
  20: [3, 28],
  21: [2, 20],
  22: [1, 1],
};

/** Fills a buffer with random bytes. Injected, so that tests get the same tokens every time. */
export type RandomBytes = (length: number) => Uint8Array;

export const cryptoRandomBytes: RandomBytes = (length) =>
  crypto.getRandomValues(new Uint8Array(length));

/** A random string that is safe in JSON, in a cookie and in a header. */
export function randomToken(randomBytes: RandomBytes, length = 24): string {
  return Array.from(randomBytes(length), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

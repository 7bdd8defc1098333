/** Whether a value is to be awaited; by shape, because zone.js has a Promise of its own. */
export function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof (value as Promise<T> | null | undefined)?.then === 'function';
}

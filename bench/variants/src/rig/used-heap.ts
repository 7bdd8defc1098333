/** Bytes in use of the page's heap: exact where the browser has --enable-precise-memory-info. */
export function usedHeap(): number {
  return (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? NaN;
}

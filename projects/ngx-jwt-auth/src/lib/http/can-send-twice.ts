/** A stream is used up when it has been sent. */
export function canSendTwice(body: unknown): boolean {
  return typeof ReadableStream === 'undefined' || !(body instanceof ReadableStream);
}

import type { HttpClient } from '@angular/common/http';

/** So many different paths: more than one, and fewer than there are requests. */
const PATHS = 100;

/**
 * Sends requests one after the other; gives the milliseconds that took. Where an answer comes at once
 * the next request follows at once: nobody pays for a promise that is not its own.
 */
export async function sendRequests(http: HttpClient, count: number, api: string): Promise<number> {
  const urls = Array.from({ length: PATHS }, (_, index) => `${api}/items/${index}?page=1`);
  let answered = 0;
  let failure: unknown;
  let proceed = (): void => undefined;
  const observer = {
    next: () => {
      answered++;
      proceed();
    },
    error: (error: unknown) => {
      failure = error;
      proceed();
    },
  };
  const start = performance.now();
  for (let sent = 1; sent <= count; sent++) {
    http.get(urls[sent % PATHS] ?? api).subscribe(observer);
    if (answered < sent && failure === undefined) {
      await new Promise<void>((resolve) => (proceed = resolve));
    }
    if (failure !== undefined) throw new Error('A request has failed.', { cause: failure });
  }
  return performance.now() - start;
}

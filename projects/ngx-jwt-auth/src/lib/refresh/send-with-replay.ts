import { HttpEventType, type HttpEvent } from '@angular/common/http';
import { defer, filter, Observable, throwError } from 'rxjs';

/**
 * Sends a request, and again when its error says so: the answer of the replay is the caller's.
 * `Sent` passes once and upload progress live; what came of an answer that may yet be replayed,
 * headers and download progress, is held back until that is known.
 *
 * @param replay What to send instead of that error, or null to let it through.
 */
export function sendWithReplay(
  first: Observable<HttpEvent<unknown>>,
  replay: (error: unknown) => Observable<HttpEvent<unknown>> | null,
): Observable<HttpEvent<unknown>> {
  return new Observable((subscriber) => {
    const held: HttpEvent<unknown>[] = [];
    const deliverHeld = (): void => {
      for (let event; (event = held.shift());) subscriber.next(event);
    };
    subscriber.add(
      first.subscribe({
        next(event) {
          const isRefusal =
            event.type === HttpEventType.ResponseHeader
              ? !event.ok
              : event.type === HttpEventType.DownloadProgress && held.length > 0;
          if (isRefusal) held.push(event);
          else {
            deliverHeld(); // a retry or a fallback further down answers in its place
            subscriber.next(event);
          }
        },
        error(error) {
          if (subscriber.closed) return; // of a synchronous source
          // What the chain below throws is an error of this request.
          const second = defer(() => {
            const again = replay(error);
            if (!again) deliverHeld();
            return again ?? throwError(() => error as unknown);
          });
          subscriber.add(
            second.pipe(filter(({ type }) => type !== HttpEventType.Sent)).subscribe(subscriber),
          );
        },
        complete() {
          deliverHeld();
          subscriber.complete();
        },
      }),
    );
  });
}

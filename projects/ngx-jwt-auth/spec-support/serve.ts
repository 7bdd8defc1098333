import { HttpRequest, type HttpEvent } from '@angular/common/http';
import { Observable } from 'rxjs';
import type { Outgoing } from '../src/lib/session/session-core';

/** What a caller gets of a request that is served in this way. */
export function serve(
  { session, sendWith }: Pick<Outgoing, 'sendWith'> & { readonly session?: object },
  way: (outgoing: Outgoing) => void,
): Observable<HttpEvent<unknown>> {
  const request = new HttpRequest('GET', '/items');
  return new Observable((subscriber) => {
    way({ request, session: session as Outgoing['session'], subscriber, sendWith });
  });
}

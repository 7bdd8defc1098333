import {
  HttpErrorResponse,
  HttpEventType,
  HttpResponse,
  type HttpBackend,
  type HttpEvent,
  type HttpRequest,
} from '@angular/common/http';
import { Observable, type Subscriber } from 'rxjs';
import type { InPageServer, Reply } from './in-page-server';
import { isTokenUrl } from './urls';

/** Takes the place of the network: answers at once, or as the server of a storm does. */
export class InPageBackend implements HttpBackend {
  /** The server that answers; without one each request is answered at once. */
  server: InPageServer | null = null;
  /** How many requests carried a token of those that were answered at once, and the last one. */
  withToken = 0;
  lastToken: string | null = null;

  handle(request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    return new Observable((subscriber) => {
      subscriber.next({ type: HttpEventType.Sent });
      // Headers are computed when they are read, and every backend reads them all.
      const headers = readHeaders(request);
      const { server } = this;
      if (!server) {
        this.#note(headers['Authorization']);
        subscriber.next(new HttpResponse({ body: ITEM, status: 200, url: request.url }));
        subscriber.complete();
        return;
      }
      const answer = (reply: Reply): void => {
        settle(subscriber, request.urlWithParams, reply);
      };
      if (isTokenUrl(request.url)) server.refresh(request.body, request.withCredentials, answer);
      else server.send(request.url, bearerToken(headers['Authorization']), answer);
    });
  }

  #note(authorization: string | undefined): void {
    const token = bearerToken(authorization);
    if (token === null) return;
    this.withToken++;
    this.lastToken = token;
  }
}

const ITEM = { id: 17, title: 'Metropolis', year: 1927 };

function readHeaders({ headers }: HttpRequest<unknown>): Record<string, string> {
  const read: Record<string, string> = {};
  for (const name of headers.keys()) read[name] = headers.getAll(name)?.join(',') ?? '';
  return read;
}

function bearerToken(authorization: string | undefined): string | null {
  return authorization?.startsWith('Bearer ') ? authorization.slice(7) : null;
}

function settle(subscriber: Subscriber<HttpEvent<unknown>>, url: string, reply: Reply): void {
  const { status, body } = reply;
  if (status >= 400) {
    subscriber.error(new HttpErrorResponse({ status, url, error: body }));
    return;
  }
  subscriber.next(new HttpResponse({ status, body, url }));
  subscriber.complete();
}

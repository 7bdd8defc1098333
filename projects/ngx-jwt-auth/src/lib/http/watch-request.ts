import { PlatformLocation } from '@angular/common';
import {
  HttpErrorResponse,
  type HttpContext,
  type HttpHandlerFn,
  type HttpInterceptorFn,
  type HttpRequest,
} from '@angular/common/http';
import { inject, untracked } from '@angular/core';
import { finalize, tap } from 'rxjs';
import { devError, devWarn } from '../dev-mode';
import { AUTH_MODE } from './auth-mode';
import { DEV_NOTES, isSigningIn, type AttachRules, type DevNotes } from '../session/dev-notes';
import { explainAttachment, showUrl, why, type AttachExplanation } from './explain-attachment';
import { injectAttachTarget } from './inject-attach-target';

// The function that a call in devOnly() names asks for itself, as those of dev-checks.ts do.
declare const ngDevMode: unknown;

/** A request that is under way, with the session whose interceptor saw it first. */
interface Passage {
  readonly notes: DevNotes;
  readonly url: string;
  /** Whether that session meant to send its token. */
  readonly isCovered: () => boolean;
  hasToken: boolean;
}

/** By the context of the request, which its clones share. */
const passages = new WeakMap<HttpContext, Passage>();

/**
 * In development: an interceptor that says why a request that is answered with 401 carried no token,
 * and tells when it carries the token of another session.
 */
export function watched(interceptor: HttpInterceptorFn): HttpInterceptorFn {
  if (typeof ngDevMode === 'undefined' || ngDevMode) {
    return (request, next) => interceptor(request, watchRequest(request, next));
  }
  return interceptor;
}

function watchRequest(request: HttpRequest<unknown>, next: HttpHandlerFn): HttpHandlerFn {
  const notes = inject(DEV_NOTES, { optional: true });
  if (!notes) return next;
  notes.seen++;
  const { context, headers, url } = request;
  const before = passages.get(context);
  const outer = before?.url === url ? before : undefined;
  const isSkipped = context.has(AUTH_MODE) && !context.get(AUTH_MODE);

  return (sent) => {
    const hasToken = sent.headers !== headers; // attaching makes others
    if (outer) {
      const isOther = hasToken && !outer.hasToken && outer.notes !== notes;
      if (isOther && outer.isCovered()) tellOtherToken(outer);
      outer.hasToken ||= hasToken;
      return next(sent);
    }
    if (hasToken) tellOverlooked(notes, url);
    else if (!isSkipped && !hasOwnHeader(notes, request)) tellEncodedSlash(notes, url);
    const isCovered = (): boolean => !isSkipped && explain(notes, url).isAttached;
    const passage: Passage = { notes, url, isCovered, hasToken };
    const { session } = notes;
    const wasSignedIn = !!session?.current();
    // What is sent without a token then is a sign-in, the refresh itself, or what goes before them.
    const isOfItsOwn = isSkipped && (!session?.current() || untracked(session.isRefreshing));
    passages.set(context, passage);
    return next(sent).pipe(
      tap({
        error: (error: unknown) => {
          const is401 = error instanceof HttpErrorResponse && error.status === 401;
          if (!is401 || passage.hasToken || isOfItsOwn || isSigningIn(notes)) return;
          tellTokenless(notes, request, isSkipped, wasSignedIn);
        },
      }),
      finalize(() => {
        if (passages.get(context) === passage) passages.delete(context);
      }),
    );
  };
}

/** Needs the config to be there. */
export function explain(notes: DevNotes, url: string): AttachExplanation {
  return explainAttachment(url, rulesOf(notes));
}

/** Needs the config to be there. */
export function rulesOf(notes: DevNotes): AttachRules {
  if (!notes.rules) notes.run(injectAttachTarget);
  // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- that has noted them
  return notes.rules!();
}

function tellTokenless(
  notes: DevNotes,
  request: HttpRequest<unknown>,
  isSkipped: boolean,
  wasSignedIn: boolean,
): void {
  const { method, url } = request;
  const hasHeader = hasOwnHeader(notes, request);
  const explanation = ((): AttachExplanation | undefined => {
    if (isSkipped) {
      // With credentials of its own it is none of our business.
      if (hasHeader) return undefined;
      return why(
        'skipped',
        'It is marked with skipJwtAuth(), as a sign-in is. Leave that out if it needs the token.',
      );
    }
    const attachment = explain(notes, url);
    if (hasHeader) {
      if (!attachment.isAttached) return undefined;
      return why(
        'header',
        `It had the header '${headerOf(notes)}' already, which is left alone. Do not set it yourself, also ` +
          'not in another interceptor.',
      );
    }
    if (overlookedBy(notes, url)) {
      return why(
        'overlooked',
        'A session of a child injector covers it, but no HttpClient is provided there. Add ' +
          'provideHttpClient(withInterceptors([jwtAuthInterceptor])) beside its provideJwtAuth().',
      );
    }
    if (!attachment.isAttached) return attachment;
    if (method === 'JSONP') return why('jsonp', 'JSONP can carry no header. Use http.get().');
    if (!notes.session?.isBrowser) {
      return why(
        'server',
        'On the server nobody is signed in. Put the page behind a guard, or ask in the browser only.',
      );
    }
    if (!wasSignedIn) {
      return why(
        'anonymous',
        'Nobody was signed in. Put the page behind a guard, or mark the request with ' +
          'requireJwtAuth(): it is not sent then.',
      );
    }
    return why(
      'no-good-token',
      'It is marked with optionalJwtAuth(), and no good token was at hand. Leave that out if it needs one.',
    );
  })();
  if (!explanation) return;
  const shown = show(notes, url);
  if (isTold(notes, `${explanation.kind} ${originOf(shown)}`)) return;
  devWarn(`${method} ${shown} was answered with 401 and carried no token. ${explanation.reason}`);
}

function tellEncodedSlash(notes: DevNotes, url: string): void {
  if (!/%2f/i.test(url)) return;
  const { kind, reason } = explain(notes, url);
  if (kind !== 'encoded-slash') return;
  const shown = show(notes, url);
  if (isTold(notes, `${kind} ${originOf(shown)}`)) return;
  devWarn(`A request to ${shown} goes out without a token. ${reason}`);
}

function tellOtherToken({ notes, url }: Passage): void {
  if (isTold(notes, 'other-token')) return;
  const shown = show(notes, url);
  devError(
    `A request to ${shown} carries the token of another session. The session of the child injector ` +
      'covers it and had no token, and withRequestsMadeViaParent() hands it to the interceptor of the ' +
      'parent. Leave withRequestsMadeViaParent() out, or name the URL in neverAttachTo of the parent.',
  );
}

function tellOverlooked(notes: DevNotes, url: string): void {
  const child = overlookedBy(notes, url);
  if (!child || isTold(child, 'overlooked')) return;
  const shown = show(notes, url);
  devError(
    `Requests to ${shown} carry the token of the parent's session. The provideJwtAuth() of a child ` +
      'injector covers it too, but no HttpClient is provided there. Add ' +
      'provideHttpClient(withInterceptors([jwtAuthInterceptor])) beside it.',
  );
}

/** A session of a child injector that covers the URL, and whose requests this interceptor gets. */
function overlookedBy(notes: DevNotes, url: string): DevNotes | undefined {
  for (const child of notes.children) {
    if (child.hasOwnClient()) continue;
    if (child.config && explain(child, url).isAttached) return child;
    const below = overlookedBy(child, url);
    if (below) return below;
  }
  return undefined;
}

function headerOf({ config }: DevNotes): string {
  return config?.header ?? 'Authorization';
}

function hasOwnHeader(notes: DevNotes, { headers }: HttpRequest<unknown>): boolean {
  return headers.has(headerOf(notes));
}

function show(notes: DevNotes, url: string): string {
  const { href } = notes.run(() => inject(PlatformLocation));
  return showUrl(url, notes.rules?.().base ?? href);
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

function isTold(notes: DevNotes, what: string): boolean {
  if (notes.told.has(what)) return true;
  notes.told.add(what);
  return false;
}

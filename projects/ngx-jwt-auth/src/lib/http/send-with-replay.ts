import { HttpEventType, type HttpEvent } from '@angular/common/http';
import type { JwtAuthError } from '../errors';
import { isRenewed } from '../session/is-renewed';
import type { Outgoing } from '../session/session-core';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { after, canSendTwice, fail } from './send-authorized';

/** Answers a request that was sent with these tokens in the place of that error; false if not. */
export type Replay = (outgoing: Outgoing, tokens: JwtStoredTokens, error: unknown) => boolean;

/**
 * Sends a request, and hands on what comes, unless `replay` answers instead of its error: by default
 * it sends a request once more that was refused, with the tokens that a refresh has brought. `Sent`
 * passes once and upload progress live; what came of an answer that may yet be replayed, headers and
 * download progress, is held back until that is known.
 */
export function sendWithReplay(
  outgoing: Outgoing,
  tokens: JwtStoredTokens,
  replay: Replay = replayRefreshed,
): void {
  const { subscriber } = outgoing;
  let held: HttpEvent<unknown>[] | undefined;
  const deliverHeld = (): void => {
    for (let event; (event = held?.shift());) subscriber.next(event);
  };
  subscriber.add(
    outgoing.sendWith(tokens).subscribe({
      next(event) {
        const isRefusal =
          event.type === HttpEventType.ResponseHeader
            ? !event.ok
            : event.type === HttpEventType.DownloadProgress && held?.length;
        if (isRefusal) (held ??= []).push(event);
        else {
          if (held) deliverHeld(); // a retry or a fallback further down answers in its place
          subscriber.next(event);
        }
      },
      error(error) {
        if (subscriber.closed) return; // of a synchronous source
        try {
          if (replay(outgoing, tokens, error)) return;
        } catch (mistake) {
          subscriber.error(mistake); // of the chain below: an error of this request
          return;
        }
        deliverHeld();
        subscriber.error(error);
      },
      complete() {
        if (held) deliverHeld();
        noteSuccess(outgoing);
        subscriber.complete();
      },
    }),
  );
}

const replayRefreshed: Replay = (outgoing, tokens, error) => {
  const { request, session, subscriber } = outgoing;
  if (!session.isTokenRejected(error)) return false;
  const wait = session.refresh?.replace(tokens, request);
  session.reject(tokens);
  if (!canSendTwice(request.body)) return false; // the next request has the new token
  const decide = (failure?: JwtAuthError): void => {
    const now = session.current();
    if (now && isRenewed(session, tokens) && (!failure || session.isUsable(now))) {
      sendAgain(outgoing, now);
    } else if (now && now.sid !== tokens.sid) fail(outgoing);
    else if (now && failure) fail(outgoing, failure);
    else subscriber.error(error);
  };
  if (wait) after(outgoing, wait, decide);
  else decide();
  return true;
};

/** Sends it once more: the answer is the caller's, who saw it go out before. */
export function sendAgain(outgoing: Outgoing, tokens: JwtStoredTokens | null): void {
  const { session, subscriber } = outgoing;
  subscriber.add(
    outgoing.sendWith(tokens).subscribe({
      next(event) {
        if (event.type !== HttpEventType.Sent) subscriber.next(event);
      },
      error(error) {
        if (tokens && session.isTokenRejected(error)) session.reject(tokens);
        subscriber.error(error);
      },
      complete() {
        if (tokens) noteSuccess(outgoing);
        subscriber.complete();
      },
    }),
  );
}

/** An endpoint that accepts a token again may start a refresh again. */
function noteSuccess({ request, session }: Outgoing): void {
  const futile = session.refresh?.futile;
  if (futile?.refusals.size) futile.accepted(request); // hardly ever, and each request asks
}

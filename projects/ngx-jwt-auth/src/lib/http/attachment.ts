import type { HttpRequest } from '@angular/common/http';
import { inject, InjectionToken } from '@angular/core';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { JWT_SESSION, type JwtSession } from '../session/session-core';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { injectAttachTarget } from './inject-attach-target';

declare const ngDevMode: unknown;

/** Which requests carry the access token, and how. */
export interface Attachment {
  /** Whose token it is; here, so that a request asks the injector once. */
  readonly session: JwtSession;
  readonly isFor: (request: HttpRequest<unknown>) => boolean;
  readonly attach: (request: HttpRequest<unknown>, tokens: JwtStoredTokens) => HttpRequest<unknown>;
}

/** The attachment of one `provideJwtAuth()`. */
export const ATTACHMENT: InjectionToken<Attachment> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'ATTACHMENT' : '',
);

/** Makes it from the config, once, since each request asks; called in an injection context. */
export function injectAttachment(): Attachment {
  const { header, prefix } = injectCredentials();
  const isTarget = injectAttachTarget();
  const lowerCased = header.toLowerCase(); // as it is looked up, for each request
  /**
   * The token that was sent last, and its header: that is as long as the token, and copied each
   * time. By the token: an app's store may write other tokens into a record that it gave.
   */
  let sent: string | undefined;
  let value = '';

  return {
    session: inject(JWT_SESSION),
    isFor: ({ headers, method, url }) =>
      !headers.has(lowerCased) && method !== 'JSONP' && isTarget(url),
    attach(request, { accessToken }) {
      if (accessToken !== sent) value = prefix + (sent = accessToken);
      const headers = request.headers.set(header, value);
      // What the server hands over was an answer to nobody.
      return request.clone({ headers, transferCache: false });
    },
  };
}

/** The header that carries an access token, and what stands before it (RFC 6750, section 2.1). */
export function injectCredentials(): { readonly header: string; readonly prefix: string } {
  const { header = 'Authorization', scheme = 'Bearer' } = inject(JWT_AUTH_CONFIG);
  return { header, prefix: scheme && `${scheme} ` };
}

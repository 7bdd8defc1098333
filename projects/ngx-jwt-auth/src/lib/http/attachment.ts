import type { HttpRequest } from '@angular/common/http';
import { inject, InjectionToken } from '@angular/core';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { bearer } from '../refresh/bearer';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { injectAttachTarget } from './inject-attach-target';

/** Which requests carry the access token, and how. */
export interface Attachment {
  readonly isFor: (request: HttpRequest<unknown>) => boolean;
  readonly attach: (request: HttpRequest<unknown>, tokens: JwtStoredTokens) => HttpRequest<unknown>;
}

/** The attachment of one `provideJwtAuth()`. */
export const ATTACHMENT: InjectionToken<Attachment> = new InjectionToken('');

/** Makes it from the config, once, since each request asks; called in an injection context. */
export function injectAttachment(): Attachment {
  const { header = 'Authorization', scheme = 'Bearer' } = inject(JWT_AUTH_CONFIG);
  const isTarget = injectAttachTarget();
  /** The header of tokens that were sent before: it is as long as they are, and copied each time. */
  const values = new WeakMap<JwtStoredTokens, string>();

  return {
    isFor: ({ headers, method, url }) =>
      !headers.has(header) && method !== 'JSONP' && isTarget(url),
    attach(request, tokens) {
      let value = values.get(tokens);
      if (value === undefined) values.set(tokens, (value = bearer(scheme, tokens.accessToken)));
      return request.clone({ headers: request.headers.set(header, value) });
    },
  };
}

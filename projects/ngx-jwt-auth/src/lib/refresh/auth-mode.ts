import { HttpContextToken, type HttpEvent } from '@angular/common/http';
import type { Observable } from 'rxjs';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { SessionHost } from './session-host';

/** Sends a request with these tokens, or without any. */
export type SendWith = (tokens: JwtStoredTokens | null) => Observable<HttpEvent<unknown>>;

/** Another way to send than the usual one; it comes with the request, so that only its users pay for it. */
export type SendMode = (
  session: SessionHost,
  sendWith: SendWith,
  body: unknown,
) => Observable<HttpEvent<unknown>>;

/** What a request asks of the interceptor, carried in its context. */
export type AuthMode = 'default' | 'skip' | 'require' | SendMode;

export const AUTH_MODE: HttpContextToken<AuthMode> = new HttpContextToken(() => 'default');

import { HttpContextToken } from '@angular/common/http';
import type { Outgoing } from './outgoing';

/** Another way to send than the usual one; it comes with the request, so that only its users pay for it. */
export type SendMode = (outgoing: Outgoing) => void;

/** What a request asks of the interceptor, carried in its context. */
export type AuthMode = 'default' | 'skip' | 'require' | SendMode;

export const AUTH_MODE: HttpContextToken<AuthMode> = new HttpContextToken(() => 'default');

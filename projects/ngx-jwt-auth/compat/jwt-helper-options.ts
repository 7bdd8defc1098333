import { inject, Injectable } from '@angular/core';
import { JwtAuth } from 'ngx-jwt-auth';

/**
 * Gives the token that a {@link JwtHelperService} looks at where a call names none.
 *
 * @usageNotes
 * ```ts
 * const tokenGetter: JwtTokenGetter = () => localStorage.getItem('guest_token');
 * ```
 *
 * @publicApi
 */
export type JwtTokenGetter = () => string | null | undefined | Promise<string | null | undefined>;

/**
 * What a {@link JwtHelperService} works with; without it, with the session. It takes the place of
 * `JWT_OPTIONS` where the helper looks at a token that is none of the session.
 *
 * @usageNotes
 * ```ts
 * const provider: Provider = {
 *   provide: JwtHelperOptions,
 *   useValue: { tokenGetter: () => localStorage.getItem('guest_token') },
 * };
 * ```
 *
 * @publicApi
 */
@Injectable({ providedIn: 'root', useFactory: sessionOptions })
export abstract class JwtHelperOptions {
  /** Gives the token that is looked at where a call names none. */
  abstract readonly tokenGetter?: JwtTokenGetter;
}

/** Options of which the helper knows the session. */
export class SessionOptions implements JwtHelperOptions {
  readonly auth: JwtAuth | null = inject(JwtAuth, { optional: true });
  readonly tokenGetter = (): Promise<string | null> | undefined => this.auth?.getAccessToken();
}

function sessionOptions(): JwtHelperOptions {
  return new SessionOptions();
}

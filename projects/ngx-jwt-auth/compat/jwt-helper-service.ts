/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unnecessary-type-parameters -- the types of angular-jwt, or `decodeToken(token).sub` of a migrated app would not compile any more */
import type { HttpRequest } from '@angular/common/http';
import { Injectable } from '@angular/core';
import type { JwtAuth } from 'ngx-jwt-auth';
// eslint-disable-next-line @typescript-eslint/consistent-type-imports -- the injector needs the class
import { JwtHelperOptions, SessionOptions, type JwtTokenGetter } from './jwt-helper-options';

type Token = string | null | undefined;

/**
 * The `JwtHelperService` of `@auth0/angular-jwt` 5.2, for an app that moves over: change the import
 * and go on. New code is better off with `JwtAuth`, `decodeJwt()` and `isJwtExpired()`, which do not throw.
 *
 * On purpose it differs in this:
 *
 * - Injected, it needs no `JWT_OPTIONS`: a call without a token is about the session, and answers at
 *   once, by `JwtAuth.claims()` and `expiresAt()`. So it is right with a wrong clock too, it is
 *   reactive, and `decodeToken()` gives `null` for an access token that is no JWT. Only
 *   `tokenGetter()` is a promise: it refreshes a stale token.
 * - A character that is not of base64url is an error, and not skipped; bytes that are no UTF-8 are a
 *   `TypeError`, and not a `URIError`.
 * - Whatever has a `then()` is taken for a promise: one of an `async` function under zone.js too.
 *
 * @usageNotes
 * ```ts
 * class Invitation {
 *   readonly #jwtHelper = inject(JwtHelperService);
 *
 *   isOver(): boolean {
 *     return this.#jwtHelper.isTokenExpired(invitation);
 *   }
 * }
 * ```
 *
 * Without an injector, and then without a session:
 *
 * ```ts
 * const name = new JwtHelperService().decodeToken<{ name: string }>(token)?.name;
 * ```
 *
 * @publicApi
 */
@Injectable({ providedIn: 'root' })
export class JwtHelperService {
  /** Gives the token that is looked at where a call names none. */
  tokenGetter: JwtTokenGetter;
  /** What is looked at, in place of a token, as long as `tokenGetter` is that of the session. */
  readonly #session: SessionOptions | undefined;

  // eslint-disable-next-line @angular-eslint/prefer-inject -- it can be made by hand, as the original
  constructor(options?: JwtHelperOptions | null) {
    this.tokenGetter = options?.tokenGetter ?? (() => undefined);
    if (options instanceof SessionOptions) this.#session = options;
  }

  /**
   * The text that a base64url string holds.
   *
   * @throws An error for what is none.
   */
  urlBase64Decode(str: string): string {
    const base64 = str.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
    if (base64.length % 4 === 1) throw new Error('Illegal base64url string!');
    const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  }

  /**
   * The claims of a token, or of the session; `null` where there is none. Nothing verifies them.
   *
   * @throws An error for what is no JWT.
   */
  decodeToken<T = any>(token: string | null): T | null;
  decodeToken<T = any>(token: Promise<string | null | undefined>): Promise<T | null>;
  decodeToken<T = any>(token?: undefined): T | null | Promise<T | null>;
  decodeToken(token?: Token | Promise<Token>): unknown {
    const auth = this.#askedSession(token);
    if (auth) return auth.claims();
    return this.#with(token, (known) => this.#decode(known));
  }

  /**
   * When a token, or that of the session, expires; `null` where that is not said.
   *
   * @throws An error for what is no JWT.
   */
  getTokenExpirationDate(token: string | null): Date | null;
  getTokenExpirationDate(token: Promise<string | null | undefined>): Promise<Date | null>;
  getTokenExpirationDate(token?: undefined): Date | null | Promise<Date | null>;
  getTokenExpirationDate(token?: Token | Promise<Token>): Date | null | Promise<Date | null> {
    const auth = this.#askedSession(token);
    if (auth) return auth.expiresAt();
    return this.#with(token, (known) => this.#expirationOf(known));
  }

  /**
   * Whether a token, or that of the session, has expired; without a token: yes, without `exp`: no.
   *
   * @param offsetSeconds How long before its end a token counts as expired. Default 0.
   * @throws An error for what is no JWT.
   */
  isTokenExpired(token?: undefined, offsetSeconds?: number): boolean | Promise<boolean>;
  isTokenExpired(token: string | null, offsetSeconds?: number): boolean;
  isTokenExpired(
    token: Promise<string | null | undefined>,
    offsetSeconds?: number,
  ): Promise<boolean>;
  isTokenExpired(token?: Token | Promise<Token>, offsetSeconds = 0): boolean | Promise<boolean> {
    const auth = this.#askedSession(token);
    if (auth) return !auth.isAuthenticated() || isOver(auth.expiresAt(), offsetSeconds);
    return this.#with(token, (known) => !known || isOver(this.#expirationOf(known), offsetSeconds));
  }

  /** The scheme for a request: itself, or what the function says. */
  getAuthScheme(
    authScheme: string | ((request: HttpRequest<any>) => string) | undefined,
    request: HttpRequest<any>,
  ): string | undefined {
    return typeof authScheme === 'function' ? authScheme(request) : authScheme;
  }

  /** The session, where the question is about it. */
  #askedSession(token: unknown): JwtAuth | null | undefined {
    const isAsked = token === undefined && this.tokenGetter === this.#session?.tokenGetter;
    return isAsked ? this.#session.auth : null;
  }

  /** Looks at a token when it is known. */
  #with<T>(token: Token | Promise<Token>, look: (token: Token) => T): T | Promise<T> {
    const known = token === undefined ? this.tokenGetter() : token;
    return isPromise(known) ? known.then(look) : look(known);
  }

  #decode(token: Token): unknown {
    if (!token) return null;
    const [, payload, ...rest] = token.split('.');
    if (payload === undefined || rest.length !== 1) {
      throw new Error(
        "The inspected token doesn't appear to be a JWT. Check to make sure it has three parts and see https://jwt.io for more.",
      );
    }
    const json = this.urlBase64Decode(payload);
    if (!json) throw new Error('Cannot decode the token.');
    return JSON.parse(json);
  }

  #expirationOf(token: Token): Date | null {
    const claims = this.#decode(token);
    if (!claims || !Object.hasOwn(claims, 'exp')) return null;
    const date = new Date(0);
    date.setUTCSeconds((claims as { exp: number }).exp);
    return date;
  }
}

/** Written so that an invalid date is over. */
function isOver(expiration: Date | null, offsetSeconds: number): boolean {
  if (!expiration) return false;
  return !(expiration.getTime() > Date.now() + (offsetSeconds || 0) * 1000);
}

function isPromise(token: Token | Promise<Token>): token is Promise<Token> {
  return typeof (token as Promise<Token> | null | undefined)?.then === 'function';
}

import { inStyle } from '../../shared/in-style.ts';
import { quoted } from '../../shared/quoted.ts';
import type { TextStyle } from '../../shared/text-style.ts';
import type { TokenPlace } from '../config/read-token-getter.ts';

/** Only where angular-jwt left expired tokens out. */
const EXPIRATION = `    const expiresAt = jwtExpiration(accessToken)?.getTime() ?? null;
    // As before: it stays where it is, and is not sent.
    if (expiresAt !== null && expiresAt <= Date.now()) return null;
`;

/**
 * The file `legacy-token-store.ts` of the app: what its own code writes to the old key signs in and
 * out, so that a migrated app goes on as before until that code uses JwtAuth.
 */
export function legacyTokenStore(
  { area, key }: TokenPlace,
  skipWhenExpired: boolean,
  style: TextStyle,
): string {
  const [expiration, expiresAt] = skipWhenExpired
    ? [EXPIRATION, 'expiresAt,']
    : ['', 'expiresAt: null, // as before: an expired token is sent too'];
  const imports = skipWhenExpired
    ? `import { jwtExpiration, type JwtStoredTokens, type JwtTokenStore } from 'ngx-jwt-auth';`
    : `import type { JwtStoredTokens, JwtTokenStore } from 'ngx-jwt-auth';`;
  const text = `import type { HttpInterceptorFn } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
${imports}

/** Where this app's own code keeps the access token. */
const TOKEN_KEY = KEY;
/** Where the whole session is kept beside it, once JwtAuth.signIn() has started one. */
const SESSION_KEY = 'ngx-jwt-auth';

/**
 * Keeps the session where this app kept its token for angular-jwt: what its own code writes there
 * signs in, and what it removes signs out. When all of it calls JwtAuth.signIn() and signOut(),
 * delete this file and use ${area}TokenStore() in its place.
 */
@Injectable({ providedIn: 'root' })
export class LegacyTokenStore implements JwtTokenStore {
  /** The token that #sid was made for. */
  #token: string | null = null;
  #sid = '';
  #listener: (() => void) | null = null;

  load(): JwtStoredTokens | null {
    const accessToken = ${area}.getItem(TOKEN_KEY);
    if (accessToken !== this.#token) this.#sid = \`legacy-\${Math.random()}\`;
    this.#token = accessToken;
    if (!accessToken) {
      ${area}.removeItem(SESSION_KEY);
      return null;
    }
    const session = parse(${area}.getItem(SESSION_KEY));
    if (session?.accessToken === accessToken) return session;
${expiration}    return {
      v: 1,
      sid: this.#sid,
      seq: 1,
      accessToken,
      ${expiresAt}
    };
  }

  save(tokens: JwtStoredTokens): void {
    ${area}.setItem(TOKEN_KEY, tokens.accessToken);
    ${area}.setItem(SESSION_KEY, JSON.stringify(tokens));
  }

  clear(sid?: string): void {
    if (sid !== undefined && this.load()?.sid !== sid) return;
    ${area}.removeItem(SESSION_KEY);
    ${area}.removeItem(TOKEN_KEY);
    this.#token = null;
  }

  onExternalChange(listener: () => void): () => void {
    const onStorage = ({ key }: StorageEvent): void => {
      if (key === null || key === TOKEN_KEY || key === SESSION_KEY) listener();
    };
    window.addEventListener('storage', onStorage);
    this.#listener = listener;
    return () => {
      window.removeEventListener('storage', onStorage);
      this.#listener = null;
    };
  }

  /** Has the session look at what this app's own code may have written. */
  notice(): void {
    this.#listener?.();
  }
}

/** Stands before jwtAuthInterceptor, so that a request is sent with the token of its moment. */
export const legacyTokenInterceptor: HttpInterceptorFn = (request, next) => {
  inject(LegacyTokenStore).notice();
  return next(request);
};

function parse(json: string | null): JwtStoredTokens | null {
  try {
    return JSON.parse(json ?? 'null') as JwtStoredTokens | null;
  } catch {
    return null;
  }
}
`;
  return inStyle(text, style).replace('= KEY', () => `= ${quoted(key, style.quote)}`);
}

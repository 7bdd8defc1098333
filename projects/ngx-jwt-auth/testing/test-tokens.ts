import { inject, Injectable } from '@angular/core';
import { decodeJwt, ɵJWT_TEST_SESSION, type JwtStoredTokens } from 'ngx-jwt-auth';
import { createTestJwt, TEST_LIFETIME } from './create-test-jwt';
import { TESTING_OPTIONS, type JwtTestTokenOptions } from './jwt-auth-testing-options';
import { writeRoles } from './write-roles';

/** The claims that no other token has. */
const OF_ONE_TOKEN = ['iat', 'nbf', 'exp', 'jti'];

/** What the server answers to a sign-in or a refresh. */
export interface TestReply {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Issues the tokens of a test, as the app's server does. */
@Injectable()
export class TestTokens {
  readonly #session = inject(ɵJWT_TEST_SESSION);
  readonly #options = inject(TESTING_OPTIONS);
  #issued = 0;

  /** The tokens of a sign-in. */
  issue(sub: string | undefined, options: JwtTestTokenOptions): TestReply {
    return this.#reply(sub === undefined ? {} : { sub }, options);
  }

  /** The tokens of a refresh: the claims stay but for times and ids. */
  renew(options: JwtTestTokenOptions): TestReply {
    const claims = { ...decodeJwt<Record<string, unknown>>(this.#session.tokens?.accessToken) };
    for (const name of OF_ONE_TOKEN) Reflect.deleteProperty(claims, name);
    return this.#reply({ sub: undefined, ...claims }, options);
  }

  /** The record of tokens as a store has it. */
  record({ accessToken, refreshToken }: TestReply, sid: string, seq: number): JwtStoredTokens {
    const { iat, exp } = { ...decodeJwt<{ iat?: number; exp?: number }>(accessToken) };
    const start = iat === undefined ? 0 : Date.now() - iat * 1000;
    const expiresAt = exp === undefined ? null : exp * 1000 + start;
    return { v: 1, sid, seq, accessToken, refreshToken, expiresAt };
  }

  #reply(who: object, { claims, roles, expiresIn }: JwtTestTokenOptions): TestReply {
    const number = ++this.#issued;
    const iat = Math.floor(Date.now() / 1000);
    const lifetime = expiresIn ?? this.#options.expiresIn ?? TEST_LIFETIME;
    const all = { iat, exp: iat + lifetime, jti: `test-${number}`, ...who, ...claims };
    const { rolesClaim } = this.#session;
    return {
      accessToken: createTestJwt(roles ? writeRoles(all, roles, rolesClaim) : all),
      refreshToken: `test-refresh-token-${number}`,
    };
  }
}

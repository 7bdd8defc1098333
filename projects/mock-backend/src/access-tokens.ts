import { jwtVerify, SignJWT } from 'jose';
import { randomToken, type RandomBytes } from './random-token.ts';
import type { Role, User } from './users.ts';

const ISSUER = 'movie-tracker-mock';
const AUDIENCE = 'movie-tracker';
const ALGORITHM = 'HS256';

export interface AccessTokenClaims {
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

interface AccessTokensOptions {
  readonly now: () => number;
  readonly randomBytes: RandomBytes;
}

/** Issues and checks signed JWTs. They are stateless: one is good until it expires, also after a logout. */
export class AccessTokens {
  readonly #now: () => number;
  readonly #randomBytes: RandomBytes;
  #key: Uint8Array;

  constructor({ now, randomBytes }: AccessTokensOptions) {
    this.#now = now;
    this.#randomBytes = randomBytes;
    this.#key = randomBytes(32);
  }

  issue(user: User, lifetimeSeconds: number): Promise<string> {
    const issuedAt = Math.floor(this.#now() / 1000);
    return new SignJWT({ name: user.name, roles: [...user.roles] })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setSubject(user.username)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setJti(randomToken(this.#randomBytes, 16))
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeSeconds)
      .sign(this.#key);
  }

  /** The claims of a token that this server signed and that has not expired, else null. */
  async verify(token: string): Promise<AccessTokenClaims | null> {
    try {
      const { payload } = await jwtVerify<AccessTokenClaims>(token, this.#key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        currentDate: new Date(this.#now()),
      });
      return { sub: payload.sub, name: payload.name, roles: payload.roles };
    } catch {
      // Malformed, forged and expired tokens all get the same answer.
      return null;
    }
  }

  save(): Uint8Array {
    return this.#key;
  }

  restore(key: Uint8Array): void {
    this.#key = key;
  }

  /**
   * Every token issued so far stops working, although it looks valid to the client. A new key does it
   * to the instant; comparing `iat`, which counts whole seconds, would also hit tokens issued next.
   */
  rejectAllIssued(): void {
    this.#key = this.#randomBytes(32);
  }
}

import { inject, Injectable } from '@angular/core';
import type { JwtStoredTokens, JwtTokenStore } from 'ngx-jwt-auth';
import { TESTING_OPTIONS } from './jwt-auth-testing-options';
import { TestTokens } from './test-tokens';

/** A store in memory that another tab can write to as well. */
@Injectable()
export class TestTokenStore implements JwtTokenStore {
  readonly #tokens = inject(TestTokens);
  readonly #options = inject(TESTING_OPTIONS);
  /** Undefined before it was asked for: what the app configures is not looked at earlier. */
  #record: JwtStoredTokens | null | undefined;
  #tell: (() => void) | undefined;

  load(): JwtStoredTokens | null {
    if (this.#record === undefined) this.#record = this.#atStart();
    return this.#record;
  }

  save(record: JwtStoredTokens): void {
    this.#record = record;
  }

  clear(sid?: string): void {
    if (sid === undefined || this.#record?.sid === sid) this.#record = null;
  }

  onExternalChange(listener: () => void): () => void {
    this.#tell = listener;
    return () => {
      this.#tell = undefined;
    };
  }

  /** Another tab writes, and this one hears of it. */
  changeElsewhere(record: JwtStoredTokens | null): void {
    this.#record = record;
    this.#tell?.();
  }

  #atStart(): JwtStoredTokens | null {
    const { signedInAs, claims, roles } = this.#options;
    if ([signedInAs, claims, roles].every((given) => given === undefined)) return null;
    return this.#tokens.record(this.#tokens.issue(signedInAs, this.#options), 'test-session', 1);
  }
}

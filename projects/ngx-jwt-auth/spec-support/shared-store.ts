import { createTabRules } from '../src/lib/tabs/create-tab-rules';
import type { JwtStoredTokens, JwtTokenStore, JwtTokenStoreKind } from '../src/public-api';

/** A store that other tabs write to as well: as `customTokenStore()` would make it. */
export class SharedStore implements JwtTokenStore, JwtTokenStoreKind {
  readonly ɵtabRules = createTabRules;
  readonly ɵcreate = (): JwtTokenStore => this;
  readonly #listeners = new Set<() => void>();

  constructor(public record: JwtStoredTokens | null = null) {}

  load(): JwtStoredTokens | null {
    return this.record;
  }

  save(tokens: JwtStoredTokens): void {
    this.record = tokens;
  }

  clear(sid?: string): void {
    if (sid === undefined || this.record?.sid === sid) this.record = null;
  }

  onExternalChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Another tab writes, and this one hears of it. */
  changeElsewhere(record: JwtStoredTokens | null): void {
    this.record = record;
    for (const listener of this.#listeners) listener();
  }
}

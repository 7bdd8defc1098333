import type { TestRequest } from '@angular/common/http/testing';
import type { LedgerRow } from '../src/lib/tabs/ledger';
import {
  withTokenRefresh,
  withTokenRevocation,
  withTokenStore,
  type JwtAuthEvent,
  type JwtAuthFeature,
  type JwtStoredTokens,
  type JwtTokenStoreKind,
} from '../src/public-api';
import { createFreshJwt } from './create-jwt';
import { createStaleTokens, createStoredTokens } from './create-stored-tokens';
import { FakeBrowser } from './fake-browser';
import { Outcome } from './outcome';
import { API, REFRESH_URL, setUp, settle, type TestApp } from './set-up';
import { SharedStore } from './shared-store';

export const REVOKE_URL = `${API}/auth/logout`;

/** For how long a claim stands, and how long a lock is waited for, in ms. */
export const TERM = 12_000;

/** How long a tab may be away after its claim, in ms. */
export const SLACK = 2_000;

/** How long the store may take to show newer tokens that the ledger knows of, in ms. */
export const STORE_DELAY = 2_000;

/** How long the store may take to show what a tab wrote before it died, in ms. */
export const SETTLE_DELAY = 450;

/** What a ledger that cannot be used fails with. */
export const NO_LEDGER = new DOMException('', 'InvalidStateError');

/** The tab under test: an app with a stored session, in a browser that has other tabs. */
export class ThisTab {
  readonly browser = new FakeBrowser();
  readonly store = new SharedStore();
  app!: TestApp;
  events: readonly JwtAuthEvent[] = [];

  /** Opens it; its access token has run out unless told otherwise. */
  start(stored: JwtStoredTokens = createStaleTokens(), kind?: JwtTokenStoreKind): void {
    this.store.record = stored;
    const features = [...this.features(kind), withTokenRevocation(REVOKE_URL)];
    this.app = setUp({ browser: this.browser, features });
    this.events = this.app.recordEvents();
    this.app.auth.status(); // loads
  }

  /** What all tabs have. */
  features(
    kind: JwtTokenStoreKind = this.store,
  ): [JwtAuthFeature<'TokenStore'>, JwtAuthFeature<'TokenRefresh'>] {
    return [withTokenStore(kind), withTokenRefresh(REFRESH_URL)];
  }

  /** Asks for a refresh, as an app does. */
  async refresh(): Promise<Outcome<void>> {
    const outcome = new Outcome(this.app.auth.refresh());
    await settle();
    return outcome;
  }

  /** The exchange under way. */
  sent(): TestRequest {
    const request = this.app.backend.expectOne(REFRESH_URL);
    expect(request.request.body).toEqual({ refreshToken: 'RT1' });
    return request;
  }

  expectNoneSent(): void {
    this.app.backend.expectNone(REFRESH_URL);
  }

  /** The refresh has come to what {@link theirs} holds. */
  async expectAdopted(outcome: Outcome<void>): Promise<void> {
    this.expectNoneSent();
    expect(outcome.state).toBe('resolved');
    expect(await this.app.auth.getAccessToken()).toBe('AT2');
    expect(this.events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
  }
}

/** The record of a token that is good for another 300 s; the refresh token is `RT1`. */
export function createFreshTokens(): JwtStoredTokens {
  const expiresAt = Date.now() + 300_000;
  return createStoredTokens({ accessToken: createFreshJwt(300), refreshToken: 'RT1', expiresAt });
}

/** What another tab has got for the session at that seq. */
export function theirs(seq = 2): JwtStoredTokens {
  return createStoredTokens({ seq, accessToken: `AT${String(seq)}` });
}

/** The row of another tab that spends the refresh token. */
export function claimed(fields: Partial<LedgerRow> = {}): LedgerRow {
  return { seq: 1, isLocked: true, until: Date.now() + TERM + 1_000, ...fields };
}

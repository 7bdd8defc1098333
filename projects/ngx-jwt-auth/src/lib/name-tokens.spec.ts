import { InjectionToken, type Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { CLOCK } from './clock';
import { provideJwtAuth } from './provide-jwt-auth';
import { withBackgroundRefresh } from './refresh/with-background-refresh';
import { withTokenRefresh } from './refresh/with-token-refresh';
import { withTokenRevocation } from './refresh/with-token-revocation';
import { JWT_SESSION } from './session/jwt-session';
import { withTokenStore } from './session/with-token-store';
import { LEDGER } from './tabs/ledger';
import { TAB_CHANNEL } from './tabs/tab-channel';
import { TAB_LOCK } from './tabs/tab-lock';
import { memoryTokenStore } from './token/memory-token-store';

describe('an injection token of the library', () => {
  const { ɵproviders } = provideJwtAuth(
    {},
    withTokenStore(memoryTokenStore()),
    withTokenRefresh('/refresh'),
    withTokenRevocation('/revoke'),
    withBackgroundRefresh(),
  ) as unknown as { ɵproviders: readonly Provider[] };

  it('is named in what Angular says of it', () => {
    expect(() => TestBed.inject(JWT_SESSION)).toThrowError(/InjectionToken JWT_SESSION/);
  });

  it('has a name, whatever provides it', () => {
    const tokens = (ɵproviders.flat(Infinity) as { provide?: unknown }[])
      .map(({ provide }) => provide)
      .filter((token) => token instanceof InjectionToken);
    expect(tokens.length).toBeGreaterThan(5);
    for (const token of [...tokens, CLOCK, LEDGER, TAB_CHANNEL, TAB_LOCK]) {
      expect(String(token)).toMatch(/^InjectionToken [A-Z_]+$/);
    }
  });
});

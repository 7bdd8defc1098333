import { ApplicationRef, PLATFORM_ID } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { Outcome } from '../../../spec-support/outcome';
import { REFRESH_URL, setUp, settle } from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import {
  withBackgroundRefresh,
  withCookieRefresh,
  withTokenRefresh,
  withTokenStore,
} from '../../public-api';

describe('a render on the server', () => {
  useSilentConsole();

  for (const cookie of [false, true]) {
    it(`V3 is stable at once: no timer, no call, ${cookie ? 'cookie' : 'stored'} session`, async () => {
      const store = new SharedStore();
      store.record = createStoredTokens({ refreshToken: 'RT1', expiresAt: Date.now() + 60_000 });
      const app = setUp({
        features: [
          withTokenStore(store),
          (cookie ? withCookieRefresh : withTokenRefresh)(REFRESH_URL),
          withBackgroundRefresh(),
        ],
        providers: [{ provide: PLATFORM_ID, useValue: 'server' }],
      });
      const timeout = spyOn(globalThis, 'setTimeout').and.callThrough();
      const interval = spyOn(globalThis, 'setInterval').and.callThrough();
      const token = new Outcome(app.auth.getAccessToken());
      await app.auth.whenReady();
      app.backend.verify();
      app.get();
      app.backend.expectOne(({ url }) => url.endsWith('/items')).flush('public');
      const stable = new Outcome(TestBed.inject(ApplicationRef).whenStable());
      await settle(); // no time passes
      expect([stable.state, token.value]).toEqual(['resolved', null]);
      expect([timeout.calls.count(), interval.calls.count()]).toEqual([0, 0]);
    });
  }
});

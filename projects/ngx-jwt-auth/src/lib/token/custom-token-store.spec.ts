import { inject, InjectionToken } from '@angular/core';
import { useSilentConsole } from '../../../spec-support/console';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { FakeBrowser } from '../../../spec-support/fake-browser';
import { flushRefresh } from '../../../spec-support/flush-refresh';
import { REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenStore } from '../session/with-token-store';
import { customTokenStore } from './custom-token-store';

describe('customTokenStore()', () => {
  useFakeTime();
  useSilentConsole();

  it('takes a store', () => {
    const store = new SharedStore(createStoredTokens());
    const { auth } = setUp({ features: [withTokenStore(customTokenStore(store))] });
    expect(auth.sessionKey()).toBe('s1');
  });

  it('L8 takes a function that makes it, once and in an injection context', async () => {
    const STORE = new InjectionToken<SharedStore>('STORE');
    const store = new SharedStore(createStoredTokens());
    const make = jasmine.createSpy('make', () => inject(STORE)).and.callThrough();
    const app = setUp({
      features: [withTokenStore(customTokenStore(make))],
      providers: [{ provide: STORE, useValue: store }],
    });
    expect(app.auth.sessionKey()).toBe('s1');
    await app.signIn();
    expect(store.record?.sid).toBe(app.auth.sessionKey()!);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('T1 lets the tabs agree on who refreshes', async () => {
    const browser = new FakeBrowser();
    const leave = browser.holdLock(); // another tab refreshes
    const store = new SharedStore(createStaleTokens());
    const app = setUp({
      browser,
      features: [withTokenStore(customTokenStore(store)), withTokenRefresh(REFRESH_URL)],
    });
    app.get();
    await settle();
    app.backend.expectNone(REFRESH_URL);
    leave();
    await flushRefresh(app);
    expect(browser.rows.get('s1')?.seq).toBe(2);
  });
});

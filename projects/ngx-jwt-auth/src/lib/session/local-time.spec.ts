import { useSilentConsole } from '../../../spec-support/console';
import { refreshSucceeds } from '../../../spec-support/http';
import { API, pass, REFRESH_URL, setUp, useFakeTime } from '../../../spec-support/set-up';

describe('local time', () => {
  useSilentConsole();
  useFakeTime();

  /** From here on every local time is another one, as on the day of a change. */
  function travel(): void {
    let offset = 0;
    const jump = (): number => (offset += 60);
    for (const name of ['getTimezoneOffset', 'getHours', 'getMinutes', 'getDate'] as const) {
      spyOn(Date.prototype, name).and.callFake(jump);
    }
    const name = (): string => `local time ${jump()}`;
    for (const method of ['toString', 'toDateString', 'toTimeString', 'toLocaleString'] as const) {
      spyOn(Date.prototype, method).and.callFake(name);
    }
  }

  it('K12 may change at any moment: the deadline and the refresh stay where they are', async () => {
    const app = setUp();
    travel();
    const first = await app.signIn(7200);
    const deadline = new Date('2026-03-01T14:00:00Z');
    expect(app.auth.expiresAt()).toEqual(deadline);
    await pass(7_169_999);
    expect(app.auth.expiresAt()).toEqual(deadline);
    expect(await app.auth.getAccessToken()).toBe(first);
    app.backend.expectNone(REFRESH_URL);
    await pass(1);
    app.get();
    app.backend.expectNone(`${API}/items`);
    const next = await refreshSucceeds(app);
    expect(app.tokenAt()).toBe(next);
  });
});

import { useSilentConsole } from '../../../spec-support/console';
import { REFRESH_URL, setUp, settle, START } from '../../../spec-support/set-up';
import { withBackgroundRefresh, withTokenRefresh } from '../../public-api';
import { CLOCK, type Clock } from '../clock';

/** A clock that stands still until it is told otherwise. */
class ManualClock implements Clock {
  #now = START.getTime();
  #tasks: { at: number; task: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): () => void {
    const entry = { at: this.#now + ms, task };
    this.#tasks.push(entry);
    return () => (this.#tasks = this.#tasks.filter((each) => each !== entry));
  }

  advance(ms: number): void {
    this.#now += ms;
    const due = this.#tasks.filter(({ at }) => at <= this.#now);
    this.#tasks = this.#tasks.filter((entry) => !due.includes(entry));
    for (const { task } of due) task();
  }
}

describe('a clock of the app', () => {
  useSilentConsole();

  it('L10 is the only one that counts: no other timer is set, no other time is read', async () => {
    const clock = new ManualClock();
    const timers = spyOn(globalThis, 'setTimeout').and.callThrough();
    const app = setUp({
      features: [withTokenRefresh(REFRESH_URL), withBackgroundRefresh()],
      providers: [{ provide: CLOCK, useValue: clock }],
    });
    const seconds = START.getTime() / 1000;
    await app.auth.signIn({ accessToken: 'AT', refreshToken: 'RT1', expiresIn: 300 });
    expect(app.auth.expiresAt()).toEqual(new Date((seconds + 300) * 1000));
    clock.advance(200_000);
    await settle();
    expect(await app.auth.getAccessToken()).toBe('AT');
    app.backend.expectNone(REFRESH_URL);
    clock.advance(99_999);
    await settle();
    app.backend.expectOne(REFRESH_URL);
    // The refresh under way is limited by it as well. What is put off for a moment alone may not be.
    const ours = timers.calls.allArgs().filter(([, ms]) => (ms ?? 0) >= 1_000);
    expect(ours).toEqual([]);
  });
});

import { Outcome } from '../../../spec-support/outcome';
import { pass, settle, useFakeTime } from '../../../spec-support/set-up';
import { type Clock, createSleeper, type Sleeper } from '../clock';

describe('a sleeper', () => {
  useFakeTime();

  let timers: Set<unknown>;
  let sleeper: Sleeper;

  beforeEach(() => {
    timers = new Set();
    const clock: Clock = {
      now: () => Date.now(),
      after: (ms, task) => {
        const timer = setTimeout(() => {
          timers.delete(timer);
          task();
        }, ms);
        timers.add(timer);
        return () => {
          timers.delete(timer);
          clearTimeout(timer);
        };
      },
    };
    sleeper = createSleeper(clock);
  });

  it('sleeps for its time', async () => {
    const slept = new Outcome(sleeper.sleep(1_000));
    await pass(999);
    expect(slept.state).toBe('pending');
    await pass(1);
    expect(slept.state).toBe('resolved');
    expect(timers.size).toBe(0);
  });

  it('is woken with all the others, and leaves no timer', async () => {
    const slept = [1_000, 2_000].map((ms) => new Outcome(sleeper.sleep(ms)));
    sleeper.wake();
    await settle();
    expect(slept.map(({ state }) => state)).toEqual(['resolved', 'resolved']);
    expect(timers.size).toBe(0);
  });

  it('sleeps on when it was woken before it fell asleep', async () => {
    sleeper.wake();
    const slept = new Outcome(sleeper.sleep(1_000));
    await pass(999);
    expect(slept.state).toBe('pending');
  });

  it('can sleep again as soon as it is awake', async () => {
    let times = 0;
    const again = async (): Promise<void> => {
      await sleeper.sleep(1_000);
      times++;
      if (times < 3) await again();
    };
    const done = new Outcome(again());
    sleeper.wake();
    await settle();
    expect([times, timers.size]).toEqual([1, 1]);
    await pass(1_000);
    sleeper.wake();
    await settle();
    expect([times, timers.size, done.state]).toEqual([3, 0, 'resolved']);
  });
});

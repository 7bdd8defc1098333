import { signal } from '@angular/core';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { Outcome } from '../../../spec-support/outcome';
import { pass, settle, useFakeTime } from '../../../spec-support/set-up';
import type { Clock } from '../clock';
import type { JwtStoredTokens, LoadedTokens } from '../token/jwt-token-store';
import type { SessionHost } from './session-host';
import { createSleeper, type Sleeper } from './sleeper';
import { createStoreView, isGone, isNews, type StoreView } from './store-view';

describe('the store as a refresh sees it', () => {
  useFakeTime();

  const tokens = createStoredTokens();
  const newer = createStoredTokens({ seq: 2 });
  const another = createStoredTokens({ sid: 's2', seq: 1 });
  const clock: Clock = {
    now: () => Date.now(),
    after: (ms, task) => {
      const timer = setTimeout(task, ms);
      return () => {
        clearTimeout(timer);
      };
    },
  };

  let shown: LoadedTokens;
  let current: JwtStoredTokens | null;
  let looks: number;
  let rereads: number;
  let session: SessionHost;
  let sleeper: Sleeper;
  let view: StoreView;

  beforeEach(() => {
    [shown, current, looks, rereads] = [tokens, tokens, 0, 0];
    session = {
      get sid() {
        return current?.sid;
      },
      current: () => current,
      isRefreshing: signal(false),
      stored: {
        look: () => {
          looks++;
          return shown;
        },
        reread: () => {
          rereads++;
          if (shown !== undefined) current = shown;
        },
      },
    } as unknown as SessionHost;
    sleeper = createSleeper(clock);
    view = createStoreView(session, clock, sleeper);
  });

  it('has news when it is ahead, has another session, or none', () => {
    expect([newer, another, null].map((seen) => isNews(seen, tokens))).toEqual([true, true, true]);
    expect([tokens, createStoredTokens({ seq: 0 })].map((seen) => isNews(seen, tokens))).toEqual([
      false,
      false,
    ]);
    expect(isNews(undefined, tokens)).toBeFalse();
  });

  it('has lost a session when it has another one, or none', () => {
    expect([another, null].map((seen) => isGone(seen, 's1'))).toEqual([true, true]);
    expect([newer, tokens, undefined].map((seen) => isGone(seen, 's1'))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('cannot tell anything where tokens live in memory', async () => {
    const memory = createStoreView({ ...session, stored: undefined }, clock, sleeper);
    expect(await memory.look()).toBeUndefined();
    expect(memory.lookAgain(newer)).toBeUndefined();
  });

  it('is asked again in a transaction if it is synchronous', () => {
    shown = newer;
    expect(view.lookAgain(tokens)).toBe(newer);
  });

  it('is as it was seen last in a transaction if it is asynchronous', () => {
    const stored = { ...session.stored!, look: () => Promise.resolve(newer) };
    expect(createStoreView({ ...session, stored }, clock, sleeper).lookAgain(tokens)).toBe(tokens);
  });

  it('is adopted when it has news', async () => {
    shown = newer;
    expect(await view.catchUp(tokens)).toBeTrue();
    expect([current, rereads]).toEqual([newer, 1]);
  });

  it('by rule 9 is left alone when it has none', async () => {
    expect(await view.catchUp(tokens)).toBeFalse();
    shown = createStoredTokens({ seq: 0 });
    expect(await view.catchUp(tokens)).toBeFalse();
    expect([current, rereads]).toEqual([tokens, 0]);
  });

  it('is left alone when the session is another one by now', async () => {
    [current, shown] = [another, newer];
    expect(await view.catchUp(tokens)).toBeTrue();
    expect([current, rereads]).toEqual([another, 0]);
  });

  it('by rule 1 is watched until it has news', async () => {
    const watched = new Outcome(view.watch(tokens, 2_000));
    await pass(300);
    expect(watched.state).toBe('pending');
    shown = newer;
    await pass(1_000);
    expect(watched.value).toBeTrue();
  });

  it('is watched for its time, and looked at in the end once more', async () => {
    const watched = new Outcome(view.watch(tokens, 250));
    await pass(50);
    await pass(100);
    await pass(99);
    expect(watched.state).toBe('pending');
    await pass(1);
    expect(watched.value).toBeFalse();
    const late = new Outcome(view.watch(tokens, 10));
    await settle();
    shown = newer;
    await pass(10);
    expect(late.value).toBeTrue();
  });

  it('T13 is looked at often at first, then once a second', async () => {
    const watched = new Outcome(view.watch(tokens, 12_000));
    await settle();
    const counts = [looks];
    for (let passed = 0; passed < 12_000; passed += 50) {
      await pass(50);
      counts.push(looks);
    }
    expect(watched.value).toBeFalse();
    expect(counts.slice(0, 3)).toEqual([1, 2, 2]);
    expect(looks).toBeLessThan(20);
  });

  it('is looked at at once when somebody is woken, and watched on', async () => {
    const watched = new Outcome(view.watch(tokens, 2_000));
    await settle();
    sleeper.wake();
    await settle();
    expect([looks, watched.state]).toEqual([2, 'pending']);
    shown = newer;
    sleeper.wake();
    await settle();
    expect(watched.value).toBeTrue();
  });
});

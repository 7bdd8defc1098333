import { inject, InjectionToken, Injector, runInInjectionContext } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { Outcome } from '../../../spec-support/outcome';
import {
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { SlowStore, type StoreCall } from '../../../spec-support/slow-store';
import { CLOCK } from '../clock';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenStore } from '../session/with-token-store';
import { asyncTokenStore } from './async-token-store';
import { safeTokenStore } from './safe-token-store';
import type { JwtAsyncTokenStore } from './jwt-async-token-store';
import type { JwtStoredTokens, JwtTokenStore, SessionStore } from './jwt-token-store';

const TIMEOUT = 10_000;

/** The store as the session gets it. */
interface SyncedStore extends SessionStore {
  readonly sync: () => Promise<void>;
}

describe('asyncTokenStore()', () => {
  useFakeTime();
  const told = useSilentConsole();

  const mine = createStoredTokens({ sid: 'mine' });
  const theirs = createStoredTokens({ sid: 'theirs' });
  let slow: SlowStore;
  let store: SyncedStore;

  beforeEach(() => {
    slow = new SlowStore();
    store = make(slow);
  });

  function make(from: JwtAsyncTokenStore | (() => JwtAsyncTokenStore)): SyncedStore {
    return TestBed.runInInjectionContext(asyncTokenStore(from).ɵcreate) as SyncedStore;
  }

  /** Brings the copy up to date with this answer of the store. */
  async function sync(answer: unknown): Promise<void> {
    const synced = new Outcome(store.sync());
    await settle();
    slow.last.resolve(answer);
    await settle();
    expect(synced.state).toBe('resolved');
  }

  /** A write that the store has not answered in time. */
  async function hang(write: Promise<void> | void): Promise<StoreCall> {
    const { last } = slow;
    const written = new Outcome(Promise.resolve(write));
    await pass(TIMEOUT);
    expect(written.state).toBe('resolved');
    return last;
  }

  function storeWarnings(): readonly string[] {
    return told.warnings.filter((text) => text.includes('The token store failed'));
  }

  it('takes a function that makes the store in an injection context', async () => {
    const token = new InjectionToken('', { providedIn: 'root', factory: () => slow });
    store = make(() => inject(token));
    await sync(mine);
    expect(store.load()).toEqual(mine);
  });

  describe('has a copy that', () => {
    it('cannot tell anything before it was loaded, and is loaded when asked', () => {
      expect(store.load()).toBeUndefined();
      expect(slow.calls).toEqual([]);
      void store.sync();
      expect(slow.names).toEqual(['load']);
      expect(store.load()).toBeUndefined();
    });

    it('is what was loaded last', async () => {
      await sync(mine);
      expect(store.load()).toEqual(mine);
      await sync(null);
      expect(store.load()).toBeNull();
    });

    for (const [what, loaded] of [
      ['no record', { ...mine, accessToken: '' }],
      ['a text', 'token'],
      ['a record of another version', { ...mine, v: 2 }],
    ] as const) {
      it(`S3 S11 leaves ${what} alone until somebody signs in`, async () => {
        await sync(mine);
        await sync(loaded);
        const safe = safeTokenStore(store as JwtTokenStore);
        expect(safe.load()).toBeUndefined();
        void safe.save({ ...mine, seq: 2 });
        expect(store.load() as unknown).toBe(loaded);
        void safe.save(theirs);
        expect(store.load()).toBe(theirs);
      });
    }

    it('S3 cannot tell anything when nothing at all was loaded', async () => {
      await sync(mine);
      await sync(undefined);
      expect(store.load()).toBeUndefined();
    });

    it('changes at once when it is saved or cleared', async () => {
      await sync(mine);
      void store.save(theirs);
      expect(store.load()).toBe(theirs);
      void store.clear('mine');
      expect(store.load()).toBe(theirs);
      void store.clear('theirs');
      expect(store.load()).toBeNull();
      void store.save(mine);
      void store.clear();
      expect(store.load()).toBeNull();
    });

    it('does not know what there is of others when one session was cleared', () => {
      void store.clear('mine');
      expect(store.load()).toBeUndefined();
    });
  });

  describe('writes', () => {
    it('at once when nothing is under way', async () => {
      void store.save(mine);
      expect(slow.names).toEqual(['save']);
      slow.last.resolve();
      await settle();
      void store.clear('mine');
      expect(slow.names).toEqual(['save', 'clear']);
      expect(slow.last.argument).toBe('mine');
    });

    it('in the order of the calls, one after the other, and tells when each has landed', async () => {
      const done = [store.save(mine), store.clear('mine'), store.save(theirs)].map(
        (written) => new Outcome(Promise.resolve(written)),
      );
      for (const names of [['save'], ['save', 'clear'], ['save', 'clear', 'save']]) {
        await settle();
        expect(slow.names).toEqual(names);
        const states = done.map(({ state }) => state);
        expect(states.filter((state) => state === 'resolved').length).toBe(names.length - 1);
        slow.last.resolve();
      }
      await settle();
      expect(done.map(({ state }) => state)).toEqual(['resolved', 'resolved', 'resolved']);
      expect(slow.writes.map(({ argument }) => argument)).toEqual([mine, 'mine', theirs]);
    });

    it('what is asked for while one of several is under way after them', async () => {
      void store.save(mine);
      void store.clear('mine');
      slow.last.resolve();
      await settle();
      void store.save(theirs);
      await settle();
      expect(slow.names).toEqual(['save', 'clear']);
      slow.last.resolve();
      await settle();
      expect(slow.names).toEqual(['save', 'clear', 'save']);
    });

    for (const [how, fail] of [
      ['throws', (name: 'save' | 'clear') => spyOn(slow, name).and.throwError('no')],
      ['rejects', (name: 'save' | 'clear') => spyOn(slow, name).and.rejectWith(new Error('no'))],
    ] as const) {
      it(`S6 to a store that ${how} without harm, with one warning`, async () => {
        const failing = fail('save');
        const done = [store.save(mine), store.save(theirs), store.clear('theirs')].map(
          (written) => new Outcome(Promise.resolve(written)),
        );
        await settle();
        expect(failing).toHaveBeenCalledTimes(2);
        expect(slow.names).toEqual(['clear']);
        expect(done.map(({ state }) => state)).toEqual(['resolved', 'resolved', 'pending']);
        expect(storeWarnings().length).toBe(1);
      });
    }

    it('S6 to a store that hangs for 10 s each, with one warning', async () => {
      const first = new Outcome(Promise.resolve(store.save(mine)));
      void store.clear('mine');
      await pass(TIMEOUT - 1);
      expect([first.state, slow.names, storeWarnings()]).toEqual(['pending', ['save'], []]);
      await pass(1);
      expect([first.state, slow.names]).toEqual(['resolved', ['save', 'clear']]);
      await pass(TIMEOUT);
      expect(storeWarnings().length).toBe(1);
    });

    it('S6 the last word once more when something older landed after it', async () => {
      const save = await hang(store.save(mine));
      void store.clear('mine');
      slow.last.resolve();
      await settle();
      expect(slow.names).toEqual(['save', 'clear']);
      save.resolve();
      await settle();
      expect(slow.names).toEqual(['save', 'clear', 'clear']);
      expect(slow.last.argument).toBe('mine');
      expect(store.load()).not.toEqual(mine);
    });

    it('S6 nothing more when what landed late is the last word, or did not land', async () => {
      const save = await hang(store.save(mine));
      save.resolve();
      await settle();
      expect(slow.names).toEqual(['save']);
      const clear = await hang(store.clear('mine'));
      void store.save(theirs);
      clear.reject(new Error('no'));
      await settle();
      expect(slow.names).toEqual(['save', 'clear', 'save']);
    });
  });

  describe('loads', () => {
    it('when all is written', async () => {
      void store.save(mine);
      void store.save(theirs);
      void store.sync();
      await settle();
      expect(slow.names).toEqual(['save']);
      await slow.answer('save');
      expect(slow.names).toEqual(['save', 'save', 'load']);
    });

    for (const [what, write, expected] of [
      ['saved', () => store.save(mine), mine],
      ['cleared', () => store.clear(), null],
    ] as const) {
      it(`anew when something was ${what} meanwhile, and that is written`, async () => {
        const synced = new Outcome(store.sync());
        const [first] = slow.calls;
        const written = new Outcome(Promise.resolve(write()));
        first!.resolve(theirs);
        await settle();
        expect(slow.names.filter((name) => name === 'load').length).toBe(1);
        expect(store.load()).toBe(expected);
        slow.last.resolve();
        await settle();
        expect([written.state, synced.state, slow.last.name]).toEqual([
          'resolved',
          'pending',
          'load',
        ]);
        slow.last.resolve(expected);
        await settle();
        expect(synced.state).toBe('resolved');
        expect(store.load()).toEqual(expected);
      });
    }

    it('S6 anew when something that was given up landed meanwhile', async () => {
      const save = await hang(store.save(mine));
      void store.clear('mine');
      slow.last.resolve();
      await settle();
      void store.sync();
      await settle();
      const loading = slow.last;
      save.resolve();
      await settle();
      loading.resolve(mine); // before it was cleared again
      await slow.answer('clear');
      expect(slow.names.slice(-3)).toEqual(['load', 'clear', 'load']);
      expect(store.load()).not.toEqual(mine);
    });

    it('once more for all who ask while it loads: that may be from before what they know of', async () => {
      const first = new Outcome(store.sync());
      const [second, third] = [new Outcome(store.sync()), new Outcome(store.sync())];
      await settle();
      expect(slow.names).toEqual(['load']);
      slow.last.resolve(null);
      await settle();
      expect(slow.names).toEqual(['load', 'load']);
      expect([first.state, second.state, third.state]).toEqual(['resolved', 'pending', 'pending']);
      slow.last.resolve(mine);
      await settle();
      expect([second.state, third.state]).toEqual(['resolved', 'resolved']);
      expect(store.load()).toEqual(mine);
      await sync(null);
      expect([slow.names.length, store.load()]).toEqual([3, null]);
    });

    for (const [how, fail] of Object.entries({
      throws: () => {
        spyOn(slow, 'load').and.throwError('no');
        return [store.sync(), settle()];
      },
      rejects: () => {
        const synced = store.sync();
        slow.last.reject(new Error('no'));
        return [synced, settle()];
      },
      hangs: () => [store.sync(), pass(TIMEOUT)],
    })) {
      it(`S6 nothing from a store that ${how}: what is known stands`, async () => {
        const [first, failed] = fail();
        await failed;
        await first;
        expect([store.load(), storeWarnings().length]).toEqual([undefined, 1]);
        if (how === 'throws') (slow.load as jasmine.Spy).and.callThrough();
        await sync(mine);
        expect(store.load()).toEqual(mine);
        if (how === 'throws') (slow.load as jasmine.Spy).and.throwError('no');
        const synced = new Outcome(store.sync());
        if (how === 'rejects') slow.last.reject(new Error('no'));
        await pass(TIMEOUT);
        expect([synced.state, store.load(), storeWarnings().length]).toEqual(['resolved', mine, 1]);
      });
    }

    it('S6 nothing from an answer that comes too late', async () => {
      void store.sync();
      const late = slow.last;
      await pass(TIMEOUT);
      late.resolve(theirs);
      await settle();
      expect(store.load()).toBeUndefined();
      await sync(mine);
      expect(store.load()).toEqual(mine);
    });

    it('S6 no sign-out from a store that did not take the save', async () => {
      await sync(null);
      const save = await hang(store.save(mine));
      await sync(null);
      expect(store.load()).toBe(mine);
      save.resolve(); // it did, in the end
      await settle();
      await sync(null);
      expect(store.load()).toBeNull();
    });

    it('S6 a sign-out from a store that took the next save', async () => {
      await hang(store.save(mine));
      void store.save({ ...mine, seq: 2 });
      slow.last.resolve();
      await sync(null);
      expect(store.load()).toBeNull();
    });

    it('S6 another session from a store that did not take the save', async () => {
      await hang(store.save(mine));
      await sync(theirs);
      expect(store.load()).toEqual(theirs);
    });
  });

  it('S6 leaves no timer when it was answered', async () => {
    const cancel = jasmine.createSpy('cancel');
    const after = jasmine.createSpy('after').and.returnValue(cancel);
    const providers = [{ provide: CLOCK, useValue: { now: () => Date.now(), after } }];
    const injector = Injector.create({ providers, parent: TestBed.inject(Injector) });
    store = runInInjectionContext(injector, asyncTokenStore(slow).ɵcreate) as SyncedStore;
    void store.save(mine);
    expect(after).toHaveBeenCalledOnceWith(TIMEOUT, jasmine.any(Function));
    slow.last.resolve();
    await settle();
    expect(cancel).toHaveBeenCalledTimes(1);
    void store.clear();
    slow.last.reject(new Error('no'));
    await settle();
    expect(cancel).toHaveBeenCalledTimes(2);
  });

  describe('hears of other tabs', () => {
    it('and loads before it tells of it', async () => {
      const listener = jasmine.createSpy('listener').and.callFake(() => store.load());
      store.onExternalChange(listener);
      slow.announceChange();
      await settle();
      expect(listener).not.toHaveBeenCalled();
      slow.last.resolve(theirs);
      await settle();
      expect(listener.calls.allArgs().length).toBe(1);
      expect(listener.calls.first().returnValue).toEqual(theirs);
    });

    it('until that is ended', () => {
      const stop = jasmine.createSpy('stop');
      spyOn(slow, 'onExternalChange').and.returnValue(stop);
      store.onExternalChange(() => undefined)();
      expect(stop).toHaveBeenCalledTimes(1);
    });

    it('only where the store does', () => {
      const { load, save, clear } = slow;
      store = make({ load, save, clear });
      expect(() => {
        store.onExternalChange(() => undefined)();
      }).not.toThrow();
    });
  });
});

describe('an app with an asynchronous store', () => {
  useFakeTime();
  const told = useSilentConsole();

  let slow: SlowStore;

  beforeEach(() => (slow = new SlowStore()));

  function storeWarnings(): readonly string[] {
    return told.warnings.filter((text) => text.includes('The token store failed'));
  }

  function start(): TestApp {
    const app = setUp({
      features: [withTokenStore(asyncTokenStore(slow)), withTokenRefresh(REFRESH_URL)],
    });
    app.auth.status(); // loads
    return app;
  }

  /** What was written so far, and of whom. */
  function writes(): readonly string[] {
    return slow.writes.map(({ name, argument }) =>
      name === 'save'
        ? `save ${(argument as JwtStoredTokens).accessToken}`
        : `clear ${argument as string}`,
    );
  }

  for (const [how, answer] of Object.entries({
    rejects: () => {
      slow.last.reject(new Error('no'));
      return settle();
    },
    hangs: () => pass(TIMEOUT),
  })) {
    it(`S6 that ${how} on load is as good as empty`, async () => {
      const app = start();
      const ready = new Outcome(app.auth.whenReady());
      if (how === 'hangs') await pass(TIMEOUT - 1);
      await settle();
      expect(ready.state).toBe('pending');
      await answer();
      await settle();
      expect([ready.state, app.auth.status()]).toEqual(['resolved', 'anonymous']);
      expect(storeWarnings().length).toBe(1);
    });

    it(`S6 that ${how} on save keeps the session in memory`, async () => {
      const app = start();
      const signedIn = new Outcome(app.auth.signIn('AT'));
      await settle();
      expect([signedIn.state, app.auth.status()]).toEqual(['pending', 'authenticated']);
      await answer();
      await settle();
      expect([signedIn.state, app.auth.status()]).toEqual(['resolved', 'authenticated']);
      expect(storeWarnings().length).toBe(1);
    });

    it(`S6 that ${how} on clear does not fail the sign-out`, async () => {
      const app = start();
      slow.last.resolve(createStoredTokens());
      await settle();
      const signedOut = new Outcome(app.auth.signOut());
      await settle();
      expect(signedOut.state).toBe('pending');
      await answer();
      await settle();
      expect([signedOut.state, app.auth.status()]).toEqual(['resolved', 'anonymous']);
      expect(storeWarnings().length).toBe(1);
    });
  }

  it('S6 whose save lands long after the sign-out does not keep the session', async () => {
    const app = start();
    slow.last.resolve(null);
    await settle();
    new Outcome(app.auth.signIn('AT'));
    await settle();
    const save = slow.last;
    await pass(TIMEOUT);
    const signedOut = new Outcome(app.auth.signOut());
    await slow.answer('clear');
    expect(signedOut.state).toBe('resolved');
    const before = slow.calls.length;
    save.resolve(); // now the record is there
    await settle();
    expect(slow.names.slice(before)).toEqual(['clear']);
  });

  it('is written in the order of the calls, one after the other', async () => {
    const app = start();
    slow.last.resolve(null);
    const superseded = new Outcome(app.auth.signIn('AT1'));
    await settle();
    const sid = app.auth.sessionKey();
    const signedOut = new Outcome(app.auth.signOut());
    new Outcome(app.auth.signIn('AT2'));
    await slow.answer('load', null);
    expect(writes()).toEqual(['save AT1']);
    slow.writes[0]!.resolve();
    await settle();
    expect(writes()).toEqual(['save AT1', `clear ${sid!}`]);
    expect(signedOut.state).toBe('pending');
    slow.writes[1]!.resolve();
    await settle();
    expect([signedOut.state, superseded.code]).toEqual(['resolved', 'SESSION_CHANGED']);
    expect(writes().slice(2)).toEqual(['save AT2']);
    slow.writes[2]!.resolve();
    await slow.answer('load', null);
    expect(slow.writes.length).toBe(3);
  });

  it('works though listening to other tabs fails', async () => {
    spyOn(slow, 'onExternalChange').and.throwError('no');
    const app = start();
    slow.last.resolve(createStoredTokens());
    await settle();
    expect(app.auth.status()).toBe('authenticated');
    expect(storeWarnings().length).toBe(1);
  });
});

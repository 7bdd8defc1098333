import { TestBed } from '@angular/core/testing';
import { Outcome } from '../../../spec-support/outcome';
import { pass, settle, useFakeTime } from '../../../spec-support/set-up';
import { CLOCK } from '../clock';
import { TAB_LOCK, type Held, type TabLock } from './tab-lock';

const NAME = 'tab-lock.spec';
const PATIENCE = 12_000;

/** What a task does that the test ends. */
class Task {
  readonly calls: Held[] = [];
  end!: (value: string) => void;
  fail!: (error: Error) => void;
  #isStarted!: () => void;
  readonly started = new Promise<void>((resolve) => (this.#isStarted = resolve));
  readonly #done = new Promise<string>((resolve, reject) => {
    this.end = resolve;
    this.fail = reject;
  });

  readonly run = (held: Held): Promise<string> => {
    this.calls.push(held);
    this.#isStarted();
    return this.#done;
  };
}

function injectLock(): TabLock {
  return TestBed.inject(TAB_LOCK);
}

/** Another tab takes the lock; gives back what lets go of it. */
async function holdElsewhere(): Promise<() => Promise<unknown>> {
  let letGo!: () => void;
  let isOver!: Promise<unknown>;
  await new Promise<void>((granted) => {
    isOver = navigator.locks.request(NAME, () => {
      granted();
      return new Promise<void>((resolve) => (letGo = resolve));
    });
  });
  return () => {
    letGo();
    return isOver;
  };
}

async function heldLocks(): Promise<unknown[]> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return [...held, ...pending].filter(({ name }) => name === NAME);
}

describe('the lock of the tabs', () => {
  it('is held while the task runs', async () => {
    const task = new Task();
    const done = injectLock()(NAME, PATIENCE, task.run);
    await task.started;
    expect(task.calls).toEqual([true]);
    expect((await heldLocks()).length).toBe(1);
    task.end('result');
    expect(await done).toBe('result');
    expect(await heldLocks()).toEqual([]);
  });

  it('is given back when the task fails, which is run once and fails the call', async () => {
    const task = new Task();
    const done = injectLock()(NAME, PATIENCE, task.run);
    await task.started;
    task.fail(new Error('own'));
    await expectAsync(done).toBeRejectedWithError('own');
    expect(task.calls).toEqual([true]);
    expect(await heldLocks()).toEqual([]);
  });

  it('is had by one task after the other', async () => {
    const lock = injectLock();
    const [first, second] = [new Task(), new Task()];
    const both = [lock(NAME, PATIENCE, first.run), lock(NAME, PATIENCE, second.run)];
    await first.started;
    expect((await heldLocks()).length).toBe(2);
    expect(second.calls).toEqual([]);
    first.end('first');
    await second.started;
    second.end('second');
    expect(await Promise.all(both)).toEqual(['first', 'second']);
  });

  it('is waited for while another tab has it', async () => {
    const letGo = await holdElsewhere();
    const task = new Task();
    task.end('result');
    const done = injectLock()(NAME, PATIENCE, task.run);
    expect((await heldLocks()).length).toBe(2);
    expect(task.calls).toEqual([]);
    await letGo();
    expect(await done).toBe('result');
    expect(task.calls).toEqual([true]);
  });

  it('is never stolen', async () => {
    const request = spyOn(navigator.locks, 'request').and.callThrough();
    await injectLock()(NAME, PATIENCE, () => Promise.resolve());
    const [name, options] = request.calls.mostRecent().args as unknown as [string, LockOptions];
    expect([name, Object.keys(options)]).toEqual([NAME, ['signal']]);
  });

  it('leaves no timer', async () => {
    const cancel = jasmine.createSpy('cancel');
    const after = jasmine.createSpy('after').and.returnValue(cancel);
    TestBed.configureTestingModule({ providers: [{ provide: CLOCK, useValue: { after } }] });
    await injectLock()(NAME, PATIENCE, () => Promise.resolve());
    expect(after).toHaveBeenCalledOnceWith(PATIENCE, jasmine.any(Function));
    expect(cancel).toHaveBeenCalled();
    spyOn(navigator.locks, 'request').and.rejectWith(new DOMException('', 'SecurityError'));
    cancel.calls.reset();
    await injectLock()(NAME, PATIENCE, () => Promise.resolve());
    expect(cancel).toHaveBeenCalled();
  });

  describe('that is not to be had', () => {
    useFakeTime();

    it('is given up when the patience is over: the task runs without', async () => {
      const letGo = await holdElsewhere();
      const task = new Task();
      const done = injectLock()(NAME, PATIENCE, task.run);
      await pass(PATIENCE - 1);
      await heldLocks(); // a turn of the browser
      expect(task.calls).toEqual([]);
      await pass(1);
      await task.started;
      expect(task.calls).toEqual([false]);
      await letGo();
      task.end('result');
      expect(await done).toBe('result');
      expect(task.calls).toEqual([false]); // what comes late is not used
      expect(await heldLocks()).toEqual([]);
    });

    it('is kept, once granted, for as long as the task takes', async () => {
      const task = new Task();
      const done = injectLock()(NAME, PATIENCE, task.run);
      await task.started;
      await pass(2 * PATIENCE);
      expect((await heldLocks()).length).toBe(1);
      expect(task.calls).toEqual([true]);
      task.end('result');
      await done;
    });

    it('T7 is done without where there are none', async () => {
      spyOnProperty(Navigator.prototype, 'locks').and.returnValue(undefined as never);
      const task = new Task();
      const done = new Outcome(injectLock()(NAME, PATIENCE, task.run));
      expect(task.calls).toEqual([null]);
      task.end('result');
      await settle();
      expect(done.value).toBe('result');
    });

    for (const [how, refuse] of Object.entries({
      rejects: () => Promise.reject(new DOMException('denied', 'SecurityError')),
      throws: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    })) {
      it(`T8 is done without where the browser ${how}`, async () => {
        spyOn(navigator.locks, 'request').and.callFake(refuse);
        const task = new Task();
        const done = new Outcome(injectLock()(NAME, PATIENCE, task.run));
        await settle();
        expect(task.calls).toEqual([null]);
        await pass(PATIENCE);
        task.end('result');
        await settle();
        expect([done.value, task.calls.length]).toEqual(['result', 1]);
      });
    }
  });
});

import { NgZone } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { useFakeTime } from '../../spec-support/set-up';
import { CLOCK, type Clock } from './clock';

const DAY = 86_400_000;

describe('the clock', () => {
  describe('of a test', () => {
    useFakeTime();

    let clock: Clock;
    beforeEach(() => (clock = TestBed.inject(CLOCK)));

    it('tells the time of this device', () => {
      expect(clock.now()).toBe(Date.now());
      jasmine.clock().tick(5);
      expect(clock.now()).toBe(Date.now());
    });

    for (const days of [0, 1, 24, 25, 30, 50, 100]) {
      it(`K4 calls a task once after ${String(days)} days, not before`, () => {
        const task = jasmine.createSpy();
        clock.after(days * DAY + 1, task);
        jasmine.clock().tick(days * DAY);
        expect(task).not.toHaveBeenCalled();
        jasmine.clock().tick(1);
        expect(task).toHaveBeenCalledTimes(1);
        jasmine.clock().tick(200 * DAY);
        expect(task).toHaveBeenCalledTimes(1);
      });
    }

    it('K4 cancels a task, whether armed once or again', () => {
      const task = jasmine.createSpy();
      const cancel = [clock.after(DAY, task), clock.after(60 * DAY, task)];
      cancel[0]!();
      jasmine.clock().tick(30 * DAY);
      cancel[1]!();
      jasmine.clock().tick(200 * DAY);
      expect(task).not.toHaveBeenCalled();
    });
  });

  it('K4 never asks for more than a timer holds', () => {
    const setTimeout = spyOn(window, 'setTimeout').and.returnValue(0);
    TestBed.inject(CLOCK).after(1e300, () => undefined);
    expect(setTimeout).toHaveBeenCalledOnceWith(jasmine.any(Function), 2 ** 31 - 1);
  });

  it('L5 arms its timers outside the zone of Angular', () => {
    const clock = TestBed.inject(CLOCK);
    const arm = spyOn(window, 'setTimeout');
    const outside = spyOn(TestBed.inject(NgZone), 'runOutsideAngular');
    clock.after(5, () => undefined);
    expect(arm).not.toHaveBeenCalled();
    outside.calls.mostRecent().args[0]();
    expect(arm).toHaveBeenCalledTimes(1);
  });
});

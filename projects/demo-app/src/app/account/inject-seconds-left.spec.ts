import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { injectSecondsLeft } from './inject-seconds-left';

describe('injectSecondsLeft', () => {
  const start = new Date(2026, 0, 1);
  const deadline = signal<Date | null>(null);

  beforeEach(() => {
    jasmine.clock().install().mockDate(start);
    deadline.set(null);
  });

  afterEach(() => {
    jasmine.clock().uninstall();
  });

  function countdown() {
    const secondsLeft = TestBed.runInInjectionContext(() => injectSecondsLeft(deadline));
    TestBed.tick();
    return secondsLeft;
  }

  function inSeconds(seconds: number): Date {
    return new Date(Date.now() + seconds * 1000);
  }

  it('counts down to zero and stays there', () => {
    deadline.set(inSeconds(2));
    const secondsLeft = countdown();
    const seen = [0, 1, 2, 3].map(() => {
      const seconds = secondsLeft();
      jasmine.clock().tick(1000);
      return seconds;
    });
    expect(seen).toEqual([2, 1, 0, 0]);
  });

  it('starts again with a new deadline', () => {
    deadline.set(inSeconds(5));
    const secondsLeft = countdown();
    jasmine.clock().tick(5000);
    deadline.set(inSeconds(300));
    TestBed.tick();
    expect(secondsLeft()).toBe(300);
    jasmine.clock().tick(1000);
    expect(secondsLeft()).toBe(299);
  });

  it('is null while there is no deadline', () => {
    const secondsLeft = countdown();
    jasmine.clock().tick(1000);
    expect(secondsLeft()).toBeNull();
    deadline.set(inSeconds(9));
    TestBed.tick();
    expect(secondsLeft()).toBe(9);
  });
});

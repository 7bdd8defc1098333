import {
  createEnvironmentInjector,
  EnvironmentInjector,
  runInInjectionContext,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { listen } from './listen';

describe('listen()', () => {
  let injector: EnvironmentInjector;
  beforeEach(() => (injector = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector))));

  it('hears events for as long as its injector lives', () => {
    const heard: boolean[] = [];
    runInInjectionContext(injector, () => {
      listen(window, 'pageshow', ({ persisted }) => heard.push(persisted));
    });
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(heard).toEqual([true]);
    injector.destroy();
    window.dispatchEvent(new PageTransitionEvent('pageshow'));
    expect(heard).toEqual([true]);
  });

  it('hears nothing where there is no window', () => {
    expect(() => {
      runInInjectionContext(injector, () => {
        listen(null, 'online', fail);
      });
      injector.destroy();
    }).not.toThrow();
  });
});

import { HttpErrorResponse } from '@angular/common/http';
import { EnvironmentInjector, inject, InjectionToken, runInInjectionContext } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { useFakeTime } from '../../spec-support/set-up';
import { injectRule } from './inject-rule';

describe('injectRule', () => {
  useFakeTime();

  const NAME = new InjectionToken<string>('NAME');
  const unauthorized = new HttpErrorResponse({ status: 401 });

  function make(
    rule: (error: HttpErrorResponse) => boolean,
    isDestroyed = (): boolean => false,
  ): (error: unknown) => boolean {
    TestBed.configureTestingModule({ providers: [{ provide: NAME, useValue: 'app' }] });
    return runInInjectionContext(TestBed.inject(EnvironmentInjector), () =>
      injectRule(rule, isDestroyed),
    );
  }

  it('H28 asks about a failed answer, in an injection context', () => {
    const ask = make(({ status }) => inject(NAME) === 'app' && status === 401);
    expect(ask(unauthorized)).toBeTrue();
    expect(ask(new HttpErrorResponse({ status: 403 }))).toBeFalse();
  });

  it('H28 does not ask about anything else', () => {
    const rule = jasmine.createSpy().and.returnValue(true);
    const ask = make(rule);
    for (const error of [new Error('401'), { status: 401 }, null, undefined]) {
      expect(ask(error)).toBeFalse();
    }
    expect(rule).not.toHaveBeenCalled();
  });

  it('H28 takes a mistake for a no, and reports it once', () => {
    const mistake = new Error('mistake of the app');
    const ask = make(() => {
      throw mistake;
    });
    expect(ask(unauthorized)).toBeFalse();
    expect(() => {
      jasmine.clock().tick(1);
    }).toThrow(mistake);
  });

  it('L14 asks without an injection context when the app is gone, and reports nothing', () => {
    expect(
      make(
        ({ status }) => status === 401,
        () => true,
      )(unauthorized),
    ).toBeTrue();
    TestBed.resetTestingModule();
    const ask = make(
      () => inject(NAME) === 'app',
      () => true,
    );
    expect(ask(unauthorized)).toBeFalse();
    jasmine.clock().tick(1);
  });
});

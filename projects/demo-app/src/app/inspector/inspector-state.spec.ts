import { TestBed } from '@angular/core/testing';
import { InspectorState } from './inspector-state';

describe('InspectorState', () => {
  const KEY = 'movie-tracker.inspector';
  let isWide: boolean;

  beforeEach(() => {
    localStorage.removeItem(KEY);
    isWide = true;
    spyOn(window, 'matchMedia').and.callFake(() => ({ matches: isWide }) as MediaQueryList);
  });

  afterEach(() => {
    localStorage.removeItem(KEY);
  });

  it('is open where there is room, and writes nothing for that', () => {
    expect(TestBed.inject(InspectorState).isOpen()).toBeTrue();
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('is closed where there is none', () => {
    isWide = false;
    expect(TestBed.inject(InspectorState).isOpen()).toBeFalse();
  });

  for (const [wasWide, remembered] of [
    [true, 'closed'],
    [false, 'open'],
  ] as const) {
    it(`remembers that the user has it ${remembered}`, () => {
      isWide = wasWide;
      TestBed.inject(InspectorState).toggle();
      expect(localStorage.getItem(KEY)).toBe(remembered);
      TestBed.resetTestingModule();
      expect(TestBed.inject(InspectorState).isOpen()).toBe(remembered === 'open');
    });
  }

  it('works where storage is blocked', () => {
    spyOn(Storage.prototype, 'getItem').and.throwError(new DOMException('', 'SecurityError'));
    spyOn(Storage.prototype, 'setItem').and.throwError(new DOMException('', 'SecurityError'));
    const state = TestBed.inject(InspectorState);
    state.toggle();
    expect(state.isOpen()).toBeFalse();
  });
});

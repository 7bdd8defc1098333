import { TestBed } from '@angular/core/testing';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { localStorageTokenStore } from './local-storage-token-store';
import { sessionStorageTokenStore } from './session-storage-token-store';

const KEY = 'ngx-jwt-auth';
const RECORD = JSON.stringify(createStoredTokens());

/** What the browser tells the other tabs. */
function tell(event: StorageEventInit): void {
  window.dispatchEvent(new StorageEvent('storage', { storageArea: localStorage, ...event }));
}

describe('the change event of a web storage store', () => {
  let listener: jasmine.Spy<() => void>;
  let unsubscribe: () => void;

  beforeEach(() => {
    listener = jasmine.createSpy('listener');
    const store = TestBed.runInInjectionContext(localStorageTokenStore().ɵcreate);
    unsubscribe = store.onExternalChange!(listener);
  });
  afterEach(() => {
    unsubscribe();
    localStorage.clear();
  });

  const rows: readonly [what: string, event: StorageEventInit, isNews: boolean][] = [
    ['a record under our key', { key: KEY, newValue: RECORD }, true],
    ['the removal of our record', { key: KEY, oldValue: RECORD, newValue: null }, true],
    ['localStorage.clear()', { key: null }, true],
    ['S10 another key', { key: 'other', newValue: RECORD }, false],
    ['the mark of an ended session', { key: `${KEY}.ended.s1`, newValue: '1' }, true],
    [
      'another storage, same key',
      { key: KEY, newValue: RECORD, storageArea: sessionStorage },
      false,
    ],
    ['sessionStorage.clear()', { key: null, storageArea: sessionStorage }, false],
    ['no storage', { key: KEY, newValue: RECORD, storageArea: null }, false],
  ];
  for (const [what, event, isNews] of rows) {
    it(`${what} is ${isNews ? '' : 'no '}news`, () => {
      tell(event);
      expect(listener).toHaveBeenCalledTimes(isNews ? 1 : 0);
    });
  }

  it('L3 is not heard after the unsubscription', () => {
    unsubscribe();
    tell({ key: KEY, newValue: RECORD });
    expect(listener).not.toHaveBeenCalled();
  });

  it('keeps to its own key and storage', () => {
    const other = jasmine.createSpy('other');
    const store = TestBed.runInInjectionContext(sessionStorageTokenStore({ key: 'other' }).ɵcreate);
    const stop = store.onExternalChange!(other);
    tell({ key: KEY, newValue: RECORD });
    tell({ key: 'other', newValue: RECORD });
    expect(other).not.toHaveBeenCalled();
    tell({ key: 'other', newValue: RECORD, storageArea: sessionStorage });
    expect(other).toHaveBeenCalledTimes(1);
    stop();
  });
});

import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';

/** Shows or hides the page and tells it so. */
export function setVisibility(state: 'visible' | 'hidden'): void {
  const document = TestBed.inject(DOCUMENT);
  const own = Object.getOwnPropertyDescriptor(document, 'visibilityState');
  if (own) (own.get as jasmine.Spy).and.returnValue(state);
  else spyOnProperty(document, 'visibilityState').and.returnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

/** The network is back. */
export function goOnline(): void {
  window.dispatchEvent(new Event('online'));
}

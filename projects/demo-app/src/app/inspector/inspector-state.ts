import { DOCUMENT, inject, Injectable, signal } from '@angular/core';

const KEY = 'movie-tracker.inspector';
/** From here on there is room for it next to a page. */
const WIDE = '(width >= 1100px)';

/** Whether the inspector is open; what the user chose is remembered. */
@Injectable({ providedIn: 'root' })
export class InspectorState {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #isOpen = signal(this.#remembered() ?? this.#window?.matchMedia(WIDE).matches ?? false);
  readonly isOpen = this.#isOpen.asReadonly();

  toggle(): void {
    this.#isOpen.update((isOpen) => !isOpen);
    try {
      this.#window?.localStorage.setItem(KEY, this.#isOpen() ? 'open' : 'closed');
    } catch {
      // Where storage is blocked or full it is not remembered.
    }
  }

  #remembered(): boolean | null {
    try {
      const value = this.#window?.localStorage.getItem(KEY) ?? null;
      return value === null ? null : value === 'open';
    } catch {
      return null;
    }
  }
}

import { HttpErrorResponse } from '@angular/common/http';
import { DestroyRef, EnvironmentInjector, inject, runInInjectionContext } from '@angular/core';
import { CLOCK } from '../clock';

/**
 * Makes a question about a failed answer of a rule that may be the app's: it may inject. Where it
 * throws, where no answer failed, or where the app is gone, the answer is no.
 */
export function injectRule(
  rule: (error: HttpErrorResponse) => boolean,
): (error: unknown) => boolean {
  const injector = inject(EnvironmentInjector);
  const clock = inject(CLOCK);
  let isDestroyed = false;
  inject(DestroyRef).onDestroy(() => (isDestroyed = true));

  return (error) => {
    if (isDestroyed || !(error instanceof HttpErrorResponse)) return false;
    try {
      return runInInjectionContext(injector, () => rule(error));
    } catch (mistake) {
      clock.after(0, () => {
        throw mistake;
      });
      return false;
    }
  };
}

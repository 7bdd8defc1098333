import { HttpErrorResponse } from '@angular/common/http';
import { EnvironmentInjector, inject, runInInjectionContext } from '@angular/core';
import { CLOCK } from './clock';

/**
 * Makes a question about a failed answer of a rule that may be the app's: it may inject while the
 * app is there. Where it throws, or no answer failed, the answer is no.
 */
export function injectRule(
  rule: (error: HttpErrorResponse) => boolean,
  isDestroyed: () => boolean | undefined,
): (error: unknown) => boolean {
  const injector = inject(EnvironmentInjector);
  const clock = inject(CLOCK);

  return (error) => {
    if (!(error instanceof HttpErrorResponse)) return false;
    try {
      return isDestroyed() ? rule(error) : runInInjectionContext(injector, () => rule(error));
    } catch (mistake) {
      if (!isDestroyed()) {
        clock.after(0, () => {
          throw mistake;
        });
      }
      return false;
    }
  };
}

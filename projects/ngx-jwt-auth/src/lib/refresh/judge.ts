import { HttpErrorResponse } from '@angular/common/http';
import { DestroyRef, EnvironmentInjector, inject, runInInjectionContext } from '@angular/core';
import { CLOCK } from '../clock';
import { JwtAuthError } from '../errors';
import { isRefusal } from './is-refusal';
import { isTokenRejected } from './is-token-rejected';
import type { JwtRefreshOptions } from './jwt-refresh-options';

/** Tells what a failure means, as the app says in its options, or by the usual rules. */
export interface Judge {
  /** Whether a failed exchange is a definite no; everything else is transient. */
  readonly isSessionOver: (error: unknown) => boolean;
  /** Whether an API refused the access token. */
  readonly isTokenRejected: (error: unknown) => boolean;
}

export function injectJudge(options: JwtRefreshOptions): Judge {
  const injector = inject(EnvironmentInjector);
  const clock = inject(CLOCK);
  let isDestroyed = false;
  inject(DestroyRef).onDestroy(() => (isDestroyed = true));

  /** Asks a callback of the app, which may inject while the app is there; where it throws: no. */
  const ask = (question: (error: HttpErrorResponse) => boolean, error: unknown): boolean => {
    if (!(error instanceof HttpErrorResponse)) return false;
    try {
      return isDestroyed ? question(error) : runInInjectionContext(injector, () => question(error));
    } catch (mistake) {
      if (!isDestroyed) {
        clock.after(0, () => {
          throw mistake;
        });
      }
      return false;
    }
  };

  return {
    isSessionOver: (error) =>
      error instanceof JwtAuthError
        ? error.code === 'REFRESH_REJECTED'
        : ask(options.isSessionOver ?? isRefusal, error),
    isTokenRejected: (error) =>
      !isDestroyed && ask(options.isTokenRejected ?? isTokenRejected, error),
  };
}

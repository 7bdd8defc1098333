import {
  ApplicationInitStatus,
  EnvironmentInjector,
  inject,
  runInInjectionContext,
} from '@angular/core';
import { checkConfig } from './dev-checks';
import { devError } from './dev-mode';
import type { JwtAuthConfig } from './jwt-auth-config';
import { DEV_NOTES } from './session/dev-notes';

// The function that a call in devOnly() names asks for itself, as those of dev-checks.ts do.
declare const ngDevMode: unknown;

/**
 * In development: tells when a config function ran before the app had its values. What runs while the
 * app initializers do is run once more when they are done; the first result stays in force.
 */
export function watchConfig(config: () => JwtAuthConfig): () => JwtAuthConfig {
  if (typeof ngDevMode === 'undefined' || ngDevMode) {
    return () => {
      const { initializers } = inject(DEV_NOTES);
      // A child injector has none of its own. That of the app must not be made here: it makes them all.
      const isChild = inject(EnvironmentInjector, { optional: true, skipSelf: true }) !== null;
      const status = isChild ? inject(ApplicationInitStatus) : initializers.status;
      // Its type says that it is always false.
      if (status?.done as boolean | undefined) return config();
      const injector = inject(EnvironmentInjector);
      const first = runEarly(config);
      const done = status?.donePromise ?? initializers.done;
      void done.then(
        () => {
          const now = attempt(() => runInInjectionContext(injector, config));
          if (!now || JSON.stringify(now) === JSON.stringify(first)) return;
          devError(
            'The config function of provideJwtAuth() ran before the app initializers were done, and gives ' +
              'something else now: what it gave first stays in force. Mark the requests that bring its ' +
              'values with context: skipJwtAuth(), and inject JwtAuth after them.',
          );
        },
        () => undefined, // the app has not started
      );
      return first;
    };
  }
  return config;
}

function runEarly(config: () => JwtAuthConfig): JwtAuthConfig {
  try {
    const data = config();
    checkConfig(data);
    return data;
  } catch (error) {
    devError(
      'The config function of provideJwtAuth() failed before the app initializers were done, probably ' +
        'since its values were not there yet. Mark the requests that bring them with ' +
        'context: skipJwtAuth(), and inject JwtAuth after them.',
    );
    throw error;
  }
}

/** The app may be gone by then. */
function attempt(call: () => JwtAuthConfig): JwtAuthConfig | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}

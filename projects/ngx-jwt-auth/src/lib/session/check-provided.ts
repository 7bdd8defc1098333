import { inject } from '@angular/core';
import { devOnly, devThrow } from '../dev-mode';
import { JWT_SESSION } from './session-core';

/**
 * In development: says what is missing where there is no session. Call it in `devOnly()`, or the
 * call stays in production with its text.
 */
export function checkProvided(user: string): void {
  devOnly(() => {
    if (inject(JWT_SESSION, { optional: true })) return;
    devThrow(
      `${user} needs a session. Add provideJwtAuth() to the providers of the app, beside provideHttpClient().`,
    );
  });
}

import { inject } from '@angular/core';
import { devError, devOnly } from '../dev-mode';
import { JWT_SESSION, type JwtSession } from './jwt-session';

/** The session, or in development an error that says what is missing. */
export function injectJwtSession(user: string): JwtSession {
  devOnly(() => {
    if (inject(JWT_SESSION, { optional: true })) return;
    throw devError(
      `${user} needs a session. Add provideJwtAuth() to the providers of the app, beside provideHttpClient().`,
    );
  });
  return inject(JWT_SESSION);
}

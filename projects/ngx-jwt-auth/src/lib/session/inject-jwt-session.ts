import { inject } from '@angular/core';
import { DEV_MODE, devError } from '../dev-mode';
import { JwtSession } from './jwt-session';

/** The session, or in development an error that says what is missing. */
export function injectJwtSession(user: string): JwtSession {
  if (DEV_MODE && !inject(JwtSession, { optional: true })) {
    throw devError(
      `${user} needs a session. Add provideJwtAuth() to the providers of the app, beside provideHttpClient().`,
    );
  }
  return inject(JwtSession);
}

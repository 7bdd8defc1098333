import { CLOCK } from './clock';
import { ATTACHMENT } from './http/attachment';
import { JWT_AUTH_CONFIG } from './jwt-auth-config';
import { REFRESH_OPTIONS } from './refresh/jwt-refresh-options';
import { TOKEN_REFRESH } from './refresh/token-refresh';
import { BACKGROUND_REFRESH } from './refresh/with-background-refresh';
import { TOKEN_REVOCATION } from './refresh/with-token-revocation';
import { DEV_NOTES } from './session/dev-notes';
import { JWT_SESSION } from './session/jwt-session';
import { STORED_SESSION } from './session/stored-session';
import { LEDGER } from './tabs/ledger';
import { TAB_CHANNEL } from './tabs/tab-channel';
import { TAB_LOCK } from './tabs/tab-lock';
import { TOKEN_STORE } from './token/jwt-token-store';

/**
 * Gives the injection tokens the names that error texts show in development. They are made without,
 * since production shows no text, and would carry every name all the same.
 */
export function nameTokens(): void {
  const tokens = {
    ATTACHMENT,
    BACKGROUND_REFRESH,
    CLOCK,
    DEV_NOTES,
    JWT_AUTH_CONFIG,
    JWT_SESSION,
    LEDGER,
    REFRESH_OPTIONS,
    STORED_SESSION,
    TAB_CHANNEL,
    TAB_LOCK,
    TOKEN_REFRESH,
    TOKEN_REVOCATION,
    TOKEN_STORE,
  };
  for (const [name, token] of Object.entries(tokens)) {
    token.toString = () => `InjectionToken ${name}`;
  }
}

import type { JwtStoredTokens } from 'ngx-jwt-auth';
import type { Session } from '../rig/variant';

/** Leaves what `localStorageTokenStore()` keeps of a session. */
export function seedStoredTokens({ accessToken, refreshToken, expiresAt }: Session): void {
  const sid = crypto.randomUUID();
  const record: JwtStoredTokens = { v: 1, sid, seq: 1, accessToken, refreshToken, expiresAt };
  localStorage.setItem('ngx-jwt-auth', JSON.stringify(record));
}

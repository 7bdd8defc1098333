import type { Subject } from 'rxjs';
import type { JwtAuthError } from '../errors';
import type { JwtAuthEvent, SessionEndReason } from '../jwt-auth-event';
import type { JwtStoredTokens } from '../token/jwt-token-store';

/** The session as its refresh sees it. */
export interface SessionHost {
  readonly events: Subject<JwtAuthEvent>;
  current(): JwtStoredTokens | null | undefined;
  /** Whether this session stands, or is being restored. */
  isCurrent(sid: string): boolean;
  restoring(sid: string): void;
  isUsable(tokens: JwtStoredTokens): boolean;
  /** Shows the tokens, and arms their timer. */
  set(tokens: JwtStoredTokens | null): void;
  save(tokens: JwtStoredTokens): void | Promise<void>;
  end(reason: SessionEndReason, from?: 'here' | 'elsewhere'): void | Promise<void>;
  /** Adopts what another tab wrote, if this session is still the current one. */
  reread(sid: string): void | Promise<void>;
  prepare(): Promise<JwtAuthError | undefined> | undefined;
  /** Tokens that came for a session that is over: they are not kept. */
  drop(tokens: JwtStoredTokens, isCookie: boolean): void;
}

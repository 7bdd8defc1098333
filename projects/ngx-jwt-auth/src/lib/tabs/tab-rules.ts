import { InjectionToken } from '@angular/core';
import type { BackOff } from '../refresh/back-off';
import type { Outcome } from '../refresh/outcome';
import type { Sleeper } from '../clock';
import type { SessionCore } from '../session/session-core';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { Pause } from './ledger';

declare const ngDevMode: unknown;

/** What the tabs that share a session agree on before one of them spends its refresh token. */
export interface TabRules {
  /** Runs an attempt while no other tab does, as far as that can be had. */
  takeTurn(tokens: JwtStoredTokens, attempt: (turn?: Turn) => Promise<Outcome>): Promise<Outcome>;
  /** Saves the tokens of a sign-in; the session that they replace ends in all tabs. */
  recordSignIn(tokens: JwtStoredTokens, replaced: string | undefined): Promise<void>;
  /** Ends a session in all tabs; its record goes unless another session has taken its place. */
  recordEnd(sid: string, isCleared: boolean): Promise<void>;
  /**
   * Saves the session again that the store does not show any more, unless it is over: a tab that
   * did not know it has overwritten its record.
   */
  heal(): void;
}

/** The attempt of one tab to refresh, in turn with the others. */
export interface Turn {
  /** Asks to spend the refresh token. */
  claim(): Promise<'granted' | 'refused' | 'unavailable'>;
  /** Shows and saves what the exchange brought, unless the session is over or further. */
  commit(next: JwtStoredTokens): Promise<Outcome>;
  /** Lets the next tab try: after an exchange without a definite answer, or when there was none. */
  release(pause?: Pause): Promise<unknown>;
  /** Writes down that the server refused, unless the session is over or further. */
  refuse(): Promise<Outcome>;
}

/** What the rules share with the refresh. */
export interface TabRulesSetup {
  /** For how long an exchange may take, in ms. */
  readonly timeout: number;
  readonly backOff: BackOff;
  readonly sleeper: Sleeper;
}

/** Called in an injection context. */
export type CreateTabRules = (session: SessionCore, setup: TabRulesSetup) => TabRules;

/** The rules that the store brings; not provided where no other tab has the same tokens. */
export const TAB_RULES: InjectionToken<CreateTabRules> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'TAB_RULES' : '',
);

declare const ngDevMode: unknown;

/**
 * Whether the app runs in development mode: the one place that reads Angular's `ngDevMode`.
 * Production builds define it as `false`, so that `if (DEV_MODE)` blocks and their texts disappear.
 */
export const DEV_MODE: boolean = typeof ngDevMode === 'undefined' || !!ngDevMode;

/** Warns the developer; call it behind `DEV_MODE` only. Never pass a token. */
export function devWarn(message: string): void {
  console.warn(`ngx-jwt-auth: ${message}`);
}

/** Makes the error for a mistake in the set-up; call it behind `DEV_MODE` only. */
export function devError(message: string): Error {
  return new Error(`ngx-jwt-auth: ${message}`);
}

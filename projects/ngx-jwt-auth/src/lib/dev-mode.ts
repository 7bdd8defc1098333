declare const ngDevMode: unknown;

// Production builds define Angular's `ngDevMode` as `false`. These functions are then empty, and
// their calls disappear with all their texts.

/** Runs a check in development. */
export function devOnly(check: () => void): void {
  if (typeof ngDevMode === 'undefined' || ngDevMode) check();
}

/** Tells the developer of a mistake that works all the same. Never pass a token. */
export function devWarn(message: string): void {
  if (typeof ngDevMode === 'undefined' || ngDevMode) console.warn(`ngx-jwt-auth: ${message}`);
}

/** Tells the developer of a mistake that does harm, where nothing can be thrown. */
export function devError(message: string): void {
  if (typeof ngDevMode === 'undefined' || ngDevMode) console.error(`ngx-jwt-auth: ${message}`);
}

/** Throws for a mistake in the set-up. */
export function devThrow(message: string): void {
  if (typeof ngDevMode === 'undefined' || ngDevMode) throw new Error(`ngx-jwt-auth: ${message}`);
}

declare const ngDevMode: unknown;

/**
 * Runs a check in development: the one place that reads Angular's `ngDevMode`. Production builds
 * define it as `false`; the function is then empty, and its calls disappear with all their texts.
 */
export function devOnly(check: () => void): void {
  if (typeof ngDevMode === 'undefined' || ngDevMode) check();
}

/** Warns the developer; call it within `devOnly()`. Never pass a token. */
export function devWarn(message: string): void {
  console.warn(`ngx-jwt-auth: ${message}`);
}

/** Makes the error for a mistake in the set-up; call it within `devOnly()`. */
export function devError(message: string): Error {
  return new Error(`ngx-jwt-auth: ${message}`);
}

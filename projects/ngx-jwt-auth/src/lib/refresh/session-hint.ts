// What a cookie session leaves in `localStorage`: its id, no token. It spares anonymous visitors a
// refresh at start-up. Where storage is blocked so are cookies, and there is nothing to restore.

export function readHint(window: Window | null, key: string): string | null {
  try {
    return window?.localStorage.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Without a sid it is forgotten. */
export function writeHint(window: Window | null, key: string, sid?: string): void {
  try {
    if (sid) window?.localStorage.setItem(key, sid);
    else window?.localStorage.removeItem(key);
  } catch {
    // Without a hint the next start is anonymous; nothing else is lost.
  }
}

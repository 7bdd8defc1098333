// What a cookie session leaves in `localStorage`: its id, no token. It spares anonymous visitors a
// refresh at start-up. Where storage is blocked so are cookies, and there is nothing to restore.

export function readHint(document: Document, key: string): string | null {
  try {
    return document.defaultView?.localStorage.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Without a sid it is forgotten. */
export function writeHint(document: Document, key: string, sid?: string): void {
  try {
    if (sid) document.defaultView?.localStorage.setItem(key, sid);
    else document.defaultView?.localStorage.removeItem(key);
  } catch {
    // Without a hint the next start is anonymous; nothing else is lost.
  }
}

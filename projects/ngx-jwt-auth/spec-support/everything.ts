/**
 * All that can be read out of a value: as text and as JSON, after a structured clone, and all of its
 * properties, those that are hidden or inherited, symbols and causes included.
 *
 * It uses nothing from outside of itself: the end to end tests send its source into their pages.
 */
export function everything(value: unknown): string {
  const seen = new Set<unknown>();
  const texts: string[] = [];

  const attempt = (read: () => unknown): void => {
    try {
      walk(read());
    } catch {
      // What cannot be read cannot be told.
    }
  };

  const walk = (part: unknown): void => {
    if ((typeof part !== 'object' && typeof part !== 'function') || part === null) {
      texts.push(String(part));
      return;
    }
    // A window leads to the whole page, which is watched by itself.
    if (seen.has(part) || part === globalThis) return;
    seen.add(part);
    if (typeof Node === 'function' && part instanceof Node) {
      texts.push(part instanceof Element ? part.outerHTML : (part.textContent ?? ''));
      return;
    }
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- it may have a toString()
    attempt(() => String(part));
    attempt(() => JSON.stringify(part));
    if (Symbol.iterator in part && !Array.isArray(part)) {
      attempt(() => [...(part as Iterable<unknown>)]);
    }
    let owner: object | null = part;
    while (owner && owner !== Object.prototype && owner !== Function.prototype) {
      for (const key of Reflect.ownKeys(owner)) {
        const getter = Reflect.getOwnPropertyDescriptor(owner, key)?.get;
        // The methods of a class hold nothing; its getters may.
        if (owner !== part && !getter) continue;
        texts.push(String(key));
        attempt(() => Reflect.get(part, key));
      }
      owner = Reflect.getPrototypeOf(owner);
    }
  };

  attempt(() => structuredClone(value));
  walk(value);
  return texts.join('\n');
}

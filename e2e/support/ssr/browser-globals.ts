// Import this first. What browsers have and some versions of Node have too, under the same names:
// one for the whole process, so for every visitor. Whoever asks for one on the server is noted.

/** The names that were asked for, in this order. */
export const touched: string[] = [];

const records = new Map<string, string>();
const storage = {
  getItem: (key: string): string | null => records.get(key) ?? null,
  setItem: (key: string, value: string): void => void records.set(key, value),
  removeItem: (key: string): void => void records.delete(key),
};

/** Puts something there to be found, by code that looks where it should not. */
export function seedStorage(key: string, value: string): void {
  records.set(key, value);
}

note(globalThis, 'localStorage', storage);
note(globalThis, 'sessionStorage', storage);
note(globalThis, 'BroadcastChannel', globalThis.BroadcastChannel);
note(globalThis, 'indexedDB', undefined);
note(globalThis.navigator, 'locks', undefined);

function note(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, {
    configurable: true,
    get: () => {
      touched.push(name);
      return value;
    },
  });
}

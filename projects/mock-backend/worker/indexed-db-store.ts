import type { StateStore } from '../src/persistent-app.ts';

const STORE = 'state';
const ENTRY = 'latest';

/** Keeps the state as one entry of a database of its own. */
export function indexedDbStore(databaseName: string): StateStore {
  let database: Promise<IDBDatabase> | null = null;

  const forget = (): void => {
    database = null;
  };
  const objectStore = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
    database ??= openDatabase(databaseName, forget);
    // One that could not be opened may be so the next time.
    database.catch(forget);
    return (await database).transaction(STORE, mode).objectStore(STORE);
  };

  return {
    load: async () => {
      const store = await objectStore('readonly');
      return done<unknown>(store.get(ENTRY));
    },
    save: async (state) => {
      const store = await objectStore('readwrite');
      const { transaction } = store;
      const committed = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error('Aborted.'));
      });
      store.put(state, ENTRY);
      await committed;
    },
  };
}

/** `closed` is called when it can no longer be used: the next one has to be opened. */
async function openDatabase(name: string, closed: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  const database = await done(request);
  // The browser closes it where site data are cleared.
  database.onclose = closed;
  // Who deletes it waits until everybody has let go.
  database.onversionchange = () => {
    database.close();
    closed();
  };
  return database;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The database failed.'));
  });
}

import type { StateStore } from '../src/persistent-app.ts';

const STORE = 'state';
const ENTRY = 'latest';

/** Keeps the state as one entry of a database of its own. */
export function indexedDbStore(databaseName: string): StateStore {
  let database: Promise<IDBDatabase> | null = null;

  const objectStore = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
    database ??= openDatabase(databaseName);
    // One that could not be opened may be so the next time.
    database.catch(() => (database = null));
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

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The database failed.'));
  });
}

import type { StorageView } from './stale-storage';

/** As much of a tab's document and window as the library uses, around what it sees of the storage. */
export function createTabDocument(storage: StorageView): Document {
  const listeners = new Map<string, (event: object) => void>();
  const target = {
    addEventListener: (type: string, listener: (event: object) => void) =>
      void listeners.set(type, listener),
    removeEventListener: (type: string) => void listeners.delete(type),
  };
  storage.onStorage = ({ key, value }) => {
    listeners.get('storage')?.({ key, newValue: value, storageArea: storage });
  };
  const location = new URL('https://app.example.com/');
  return {
    ...target,
    baseURI: location.href,
    location,
    visibilityState: 'visible',
    defaultView: { ...target, localStorage: storage, wake: () => listeners.get('online')?.({}) },
  } as unknown as Document;
}

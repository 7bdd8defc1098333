import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import type { KeyedTokenStore } from './jwt-token-store';
import { memoryTokenStore } from './memory-token-store';

describe('memoryTokenStore', () => {
  it('keeps one record', () => {
    const store = memoryTokenStore().ɵcreate();
    expect(store.load()).toBeNull();
    store.save(createStoredTokens({ seq: 1 }));
    store.save(createStoredTokens({ seq: 2 }));
    expect(store.load()).toEqual(createStoredTokens({ seq: 2 }));
  });

  it('clears the record of the session that is named, or of any', () => {
    const store = memoryTokenStore().ɵcreate();
    store.save(createStoredTokens({ sid: 's1' }));
    store.clear('s2');
    expect(store.load()).toEqual(createStoredTokens({ sid: 's1' }));
    store.clear('s1');
    expect(store.load()).toBeNull();
    store.clear('s1');
    store.save(createStoredTokens());
    store.clear();
    expect(store.load()).toBeNull();
  });

  it('T17 shares nothing between two stores of one key', () => {
    const kind = memoryTokenStore({ key: 'app' });
    const [one, two] = [kind.ɵcreate(), kind.ɵcreate()];
    one.save(createStoredTokens());
    expect(two.load()).toBeNull();
  });

  it('names its key, and that a reload empties it', () => {
    const [plain, named] = [
      memoryTokenStore().ɵcreate(),
      memoryTokenStore({ key: 'app' }).ɵcreate(),
    ];
    expect((plain as KeyedTokenStore).key).toBe('ngx-jwt-auth');
    expect((named as KeyedTokenStore).key).toBe('app');
    expect((plain as KeyedTokenStore).reach).toBe('page');
    expect(plain.onExternalChange).toBeUndefined();
  });
});

import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { pass, setUp, useFakeTime } from '../../../spec-support/set-up';
import { textOf } from '../../../spec-support/token-samples';
import { CLOCK } from '../clock';
import type { KeyedTokenStore } from './jwt-token-store';
import { localStorageTokenStore } from './local-storage-token-store';
import { safeTokenStore } from './safe-token-store';
import { sessionStorageTokenStore } from './session-storage-token-store';
import { withTokenStore } from '../session/with-token-store';

const RECORD = createStoredTokens({ refreshToken: 'RT1', expiresAt: 5 });
const KEY = 'ngx-jwt-auth';

const kinds = [
  { name: 'localStorageTokenStore', make: localStorageTokenStore, area: localStorage },
  { name: 'sessionStorageTokenStore', make: sessionStorageTokenStore, area: sessionStorage },
] as const;

function contentOf(area: Storage): Record<string, unknown> {
  return Object.fromEntries(Object.entries(area));
}

for (const { name, make, area } of kinds) {
  describe(name, () => {
    let store: KeyedTokenStore;
    let now = 1;
    const clearStorage = (): void => {
      localStorage.clear();
      sessionStorage.clear();
    };

    beforeEach(() => {
      clearStorage();
      const clock = { now: () => now, after: () => () => undefined };
      TestBed.configureTestingModule({ providers: [{ provide: CLOCK, useValue: clock }] });
      store = TestBed.runInInjectionContext(make().ɵcreate) as KeyedTokenStore;
    });
    afterEach(clearStorage);

    it('keeps one JSON record under its key, and nothing else', () => {
      store.save(RECORD);
      expect(contentOf(area)).toEqual({ [KEY]: jasmine.any(String) });
      expect(JSON.parse(area.getItem(KEY)!)).toEqual(RECORD);
      expect(localStorage.length + sessionStorage.length).toBe(1);
      expect(store.load()).toEqual(RECORD);
    });

    it('is empty at first', () => {
      expect(store.load()).toBeNull();
      store.clear();
      expect(area.length).toBe(0);
    });

    it('clears the record of the session that is named, and remembers that it has ended', () => {
      store.save(RECORD);
      store.clear('s1');
      expect(contentOf(area)).toEqual({ [`${KEY}.ended.s1`]: jasmine.any(String) });
      expect(store.load()).toBeNull();
    });

    it('leaves the record of another session alone', () => {
      store.save(RECORD);
      store.clear('s0');
      expect(store.load()).toEqual(RECORD);
      expect(area.getItem(`${KEY}.ended.s0`)).not.toBeNull();
    });

    it('C7 takes a record for absent that a slower tab wrote after the sign-out', () => {
      store.clear('s1');
      store.save(RECORD);
      expect(store.load()).toBeNull();
      store.save({ ...RECORD, sid: 's2' });
      expect(store.load()).toEqual({ ...RECORD, sid: 's2' });
    });

    it('C7 knows which sessions have ended', () => {
      expect(store.hasEnded!('s1')).toBeFalse();
      store.clear('s1');
      store.clear('s2');
      store.clear('s1');
      expect(Object.keys(area).sort()).toEqual([`${KEY}.ended.s1`, `${KEY}.ended.s2`]);
      const known = ['s1', 's2', 's', 's3'].filter((sid) => store.hasEnded!(sid));
      expect(known).toEqual(['s1', 's2']);
    });

    it('C7 remembers the eight of them that ended last, and nothing else is removed for that', () => {
      const others = ['ngx-jwt-auth.end', 'other.ended.s1'];
      for (const other of others) area.setItem(other, '0');
      // In an order that is neither that of their names nor that of the times as texts.
      const sids = ['s5', 's9', 's1', 's8', 's2', 's7', 's3', 's6', 's4'];
      for (const [index, sid] of sids.entries()) {
        now = [99, 100][index] ?? 1000 + index;
        store.clear(sid);
      }
      store.clear('s9'); // once more
      const remembered = sids.slice(1).map((sid) => `${KEY}.ended.${sid}`);
      expect(Object.keys(area).sort()).toEqual([...remembered, ...others].sort());
      expect(store.hasEnded!('s5')).toBeFalse();
    });

    it('C7 remembers the new one also when the clock was set back', () => {
      for (now = 1001; now <= 1008; now++) store.clear(`s${String(now)}`);
      now = 1;
      store.clear('s1');
      expect([store.hasEnded!('s1'), store.hasEnded!('s1001')]).toEqual([true, false]);
      expect(area.length).toBe(8);
    });

    it('C7 S2 removes the record though a full storage cannot remember that', () => {
      store.save(RECORD);
      spyOn(Storage.prototype, 'setItem').and.throwError('full');
      expect(() => {
        store.clear('s1');
      }).toThrow();
      expect(store.load()).toBeNull();
    });

    it('S15 takes each session for over when all of the storage was cleared, until the next one', () => {
      const stop = store.onExternalChange!(() => undefined);
      const tell = (event: StorageEventInit): boolean =>
        window.dispatchEvent(new StorageEvent('storage', { storageArea: area, ...event }));
      tell({ key: null });
      expect(store.hasEnded!('s1')).toBeTrue();
      store.save(RECORD);
      expect(store.hasEnded!('s1')).toBeFalse();
      tell({ key: null });
      tell({ key: 'other', newValue: 'x' });
      expect(store.hasEnded!('s1')).toBeTrue();
      tell({ key: KEY, newValue: JSON.stringify(RECORD) });
      expect(store.hasEnded!('s1')).toBeFalse();
      stop();
    });

    it('clears whatever record is its own, without ending a session by name', () => {
      store.save(RECORD);
      store.clear();
      expect(area.length).toBe(0);
    });

    it('S10 keeps to its own key', () => {
      const other = TestBed.runInInjectionContext(make({ key: 'other' }).ɵcreate);
      store.save(RECORD);
      expect(other.load()).toBeNull();
      other.clear('s1');
      other.clear();
      expect(store.load()).toEqual(RECORD);
      other.save({ ...RECORD, seq: 9 });
      expect(store.load()).toEqual(RECORD);
      expect((other as KeyedTokenStore).key).toBe('other');
      expect(store.key).toBe(KEY);
      const reach = area === localStorage ? 'browser' : 'tab';
      expect(store.reach).toBe(reach);
    });

    const foreign: readonly [what: string, text: string][] = [
      ['S3 broken JSON', '{bad'],
      ['S3 false', 'false'],
      ['S3 an array', '[]'],
      ['S3 a string', '"AT"'],
      ['S3 the empty string', ''],
      ['S3 5 MB', 'x'.repeat(2_500_000)],
      ['S3 a token of another library', 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln'],
      ['S11 another version', JSON.stringify({ ...RECORD, v: 2 })],
      ['S11 no version', JSON.stringify({ ...RECORD, v: undefined })],
      ['S3 no session', JSON.stringify({ ...RECORD, sid: undefined })],
      ['S3 a sequence that is no integer', JSON.stringify({ ...RECORD, seq: 1.5 })],
      ['S3 a sequence as a string', JSON.stringify({ ...RECORD, seq: '1' })],
      ['S3 no access token', JSON.stringify({ ...RECORD, accessToken: '' })],
      [
        'S3 an access token that cannot be sent',
        JSON.stringify({ ...RECORD, accessToken: 'a\nb' }),
      ],
      ['S3 a refresh token of a wrong type', JSON.stringify({ ...RECORD, refreshToken: 5 })],
      ['S3 no deadline', JSON.stringify({ ...RECORD, expiresAt: undefined })],
      ['S3 a deadline as a string', JSON.stringify({ ...RECORD, expiresAt: '5' })],
    ];
    for (const [what, text] of foreign) {
      it(`${what} is no record, and left alone until the next sign-in`, () => {
        const safe = safeTokenStore(store);
        area.setItem(KEY, text);
        expect(safe.load()).toBeUndefined();
        void safe.clear('s1');
        void safe.clear();
        void safe.save({ ...RECORD, seq: 2 }); // of a refresh
        expect(area.getItem(KEY)).toBe(text);
        void safe.save({ ...RECORD, sid: 's2' });
        expect(safe.load()).toEqual({ ...RECORD, sid: 's2' });
        void safe.save({ ...RECORD, sid: 's2', seq: 2 });
        expect(safe.load()?.seq).toBe(2);
      });
    }
  });
}

describe('a web storage that cannot be used', () => {
  useFakeTime();
  const storage = localStorage;
  afterEach(() => {
    storage.clear();
  });

  const sessionSurvives = async (): Promise<void> => {
    const app = setUp({ features: [withTokenStore(localStorageTokenStore())] });
    const text = await textOf(async () => {
      expect(app.auth.status()).toBe('anonymous');
      const token = await app.signIn(300);
      expect(app.auth.isAuthenticated()).toBeTrue();
      const result = app.get();
      expect(app.tokenAt()).toBe(token);
      result.subscription.unsubscribe();
      await app.auth.signOut();
      expect(app.auth.status()).toBe('anonymous');
      await app.signIn(300);
      await pass(1000);
    });
    const warnings = text.split('\n').filter((line) => line.includes('ngx-jwt-auth: '));
    expect(warnings).toEqual([jasmine.stringContaining('The token store failed')]);
    expect(text).not.toMatch(/eyJ/);
  };

  it('S1 a getter that throws: the session lives in memory, one warning says so', async () => {
    spyOnProperty(window, 'localStorage').and.throwError(new DOMException('', 'SecurityError'));
    await sessionSurvives();
  });

  it('S1 methods that throw', async () => {
    const refuse = (): never => {
      throw new DOMException('', 'SecurityError');
    };
    const methods = { getItem: refuse, setItem: refuse, removeItem: refuse };
    spyOnProperty(window, 'localStorage').and.returnValue(methods as unknown as Storage);
    await sessionSurvives();
  });

  it('S1 no storage at all', async () => {
    spyOnProperty(window, 'localStorage').and.returnValue(null as unknown as Storage);
    await sessionSurvives();
  });

  it('S2 a full storage', async () => {
    spyOn(Storage.prototype, 'setItem').and.throwError(new DOMException('', 'QuotaExceededError'));
    await sessionSurvives();
  });

  it('V1 is not touched on the server, where a document has no window', () => {
    TestBed.configureTestingModule({
      providers: [{ provide: DOCUMENT, useValue: { defaultView: null } }],
    });
    expect(() => TestBed.runInInjectionContext(localStorageTokenStore().ɵcreate)).not.toThrow();
  });

  it('S8 an evicted record is a clean start', () => {
    localStorage.clear();
    const app = setUp({ features: [withTokenStore(localStorageTokenStore())] });
    expect(app.auth.status()).toBe('anonymous');
    expect(localStorage.length).toBe(0);
  });
});

import { HttpClient } from '@angular/common/http';
import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';

export interface HttpApp {
  readonly name: string;
  readonly configure: () => void;
  readonly storage: Storage;
  readonly key: string;
  readonly header: string;
  readonly prefix: string;
  readonly allowed: readonly string[];
  readonly disallowed: readonly string[];
  readonly sendsExpired: boolean;
}

/** A token that angular-jwt can look into. */
export function createToken(sub: string, secondsFromNow: number): string {
  const part = (value: object): string =>
    btoa(JSON.stringify(value)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
  const exp = Math.floor(Date.now() / 1000) + secondsFromNow;
  return `${part({ alg: 'none' })}.${part({ sub, exp })}.signature`;
}

/** What an app does over HTTP: the same before and after it has moved over. */
export function testHttp(app: HttpApp): void {
  const { storage, key, header } = app;
  const token = createToken('ann', 600);
  const header_ = (request: TestRequest): string | null => request.request.headers.get(header);

  const send = (url: string): string | null => {
    TestBed.inject(HttpClient).get(url).subscribe();
    const request = TestBed.inject(HttpTestingController).expectOne(url);
    request.flush({});
    return header_(request);
  };

  describe(`HTTP of ${app.name}`, () => {
    beforeEach(() => {
      localStorage.clear();
      sessionStorage.clear();
      app.configure();
    });
    afterEach(() => {
      TestBed.inject(HttpTestingController).verify();
    });

    for (const url of ['/api/me', 'api/me', `${location.origin}/api/me`, ...app.allowed]) {
      it(`sends the token to ${url}`, () => {
        storage.setItem(key, token);
        expect(send(url)).toBe(app.prefix + token);
      });
    }

    for (const url of [
      'https://elsewhere.example/me',
      'https://sub.api.example.com/me',
      'https://api.example.com.evil.example/me',
      'https://api.example.com:8443/me',
      ...app.disallowed,
    ]) {
      it(`sends none to ${url}`, () => {
        storage.setItem(key, token);
        expect(send(url)).toBeNull();
      });
    }

    it('sends none where there is none', () => {
      expect(send('/api/me')).toBeNull();
    });

    it('sends the token of the moment', () => {
      expect(send('/api/me')).toBeNull();
      storage.setItem(key, token);
      expect(send('/api/me')).toBe(app.prefix + token);
      const next = createToken('bob', 600);
      storage.setItem(key, next);
      expect(send('/api/me')).toBe(app.prefix + next);
      storage.removeItem(key);
      expect(send('/api/me')).toBeNull();
      storage.setItem(key, next);
      expect(send('/api/me')).toBe(app.prefix + next);
      storage.clear();
      expect(send('/api/me')).toBeNull();
    });

    it(`sends ${app.sendsExpired ? 'an' : 'no'} expired token`, () => {
      const expired = createToken('ann', -60);
      storage.setItem(key, expired);
      expect(send('/api/me')).toBe(app.sendsExpired ? app.prefix + expired : null);
      expect(storage.getItem(key)).toBe(expired);
    });

    it(`sends ${app.sendsExpired ? 'an' : 'no'} expired token after a good one`, () => {
      storage.setItem(key, token);
      send('/api/me');
      const expired = createToken('ann', -60);
      storage.setItem(key, expired);
      expect(send('/api/me')).toBe(app.sendsExpired ? app.prefix + expired : null);
    });

    // Before the move the refused token stays; after it the session is over.
    it('hands a 401 on, and sends the token of the next sign-in', () => {
      storage.setItem(key, token);
      let status = 0;
      TestBed.inject(HttpClient)
        .get('/api/me')
        .subscribe({ error: (error: { status: number }) => (status = error.status) });
      const request = TestBed.inject(HttpTestingController).expectOne('/api/me');
      request.flush('', { status: 401, statusText: 'Unauthorized' });
      expect(status).toBe(401);
      const next = createToken('ann', 7200);
      storage.setItem(key, next);
      expect(send('/api/me')).toBe(app.prefix + next);
    });
  });
}

// What an app that has moved over does with JwtAuth, while other code of it still knows the old key.
import { HttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { JwtAuth } from 'ngx-jwt-auth';
import { createToken } from '../../../shared/http-cases';
import { AppModule } from './app.module';

const KEY = 'access_token';
const token = createToken('ann', 600);
const other = createToken('bob', 600);

/** A page that is loaded, or loaded again. */
function load(): JwtAuth {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ imports: [AppModule], providers: [provideHttpClientTesting()] });
  return TestBed.inject(JwtAuth);
}

function sentToken(): string | null {
  TestBed.inject(HttpClient).get('/api/me').subscribe();
  const { request } = TestBed.inject(HttpTestingController).expectOne('/api/me');
  return request.headers.get('Authorization');
}

function tell(key: string | null): void {
  window.dispatchEvent(new StorageEvent('storage', { key, storageArea: localStorage }));
}

describe('LegacyTokenStore', () => {
  beforeEach(() => localStorage.clear());

  it('keeps the key up to date when JwtAuth signs in and out', async () => {
    const auth = load();
    await auth.signIn({ accessToken: token, refreshToken: 'RT' });
    expect(localStorage.getItem(KEY)).toBe(token);
    expect(sentToken()).toBe(`Bearer ${token}`);
    await auth.signOut();
    expect(localStorage.length).toBe(0);
    expect(sentToken()).toBeNull();
  });

  it('brings the whole session back after a reload', async () => {
    const auth = load();
    await auth.signIn({ accessToken: token, refreshToken: 'RT' });
    const key = auth.sessionKey();
    expect(load().sessionKey()).toBe(key);
    expect(localStorage.getItem('ngx-jwt-auth')).toContain('"RT"');
  });

  it('leaves nothing behind when other code signs out', async () => {
    await load().signIn({ accessToken: token, refreshToken: 'RT' });
    localStorage.removeItem(KEY);
    expect(sentToken()).toBeNull();
    expect(TestBed.inject(JwtAuth).isAuthenticated()).toBe(false);
    expect(localStorage.length).toBe(0);
  });

  it('takes the user that other code signs in for another session', async () => {
    const auth = load();
    await auth.signIn({ accessToken: token, refreshToken: 'RT' });
    const key = auth.sessionKey();
    localStorage.setItem(KEY, other);
    expect(sentToken()).toBe(`Bearer ${other}`);
    expect(auth.claims()?.sub).toBe('bob');
    expect(auth.sessionKey()).not.toBe(key);
  });

  it('sees that other code has signed out since the page was loaded', () => {
    localStorage.setItem(KEY, token);
    load();
    expect(TestBed.inject(JwtAuth).isAuthenticated()).toBe(true);
    localStorage.removeItem(KEY);
    expect(sentToken()).toBeNull();
  });

  it('signs out who was signed in by other code, and in again with the same token', async () => {
    localStorage.setItem(KEY, token);
    const auth = load();
    expect(auth.isAuthenticated()).toBe(true);
    await auth.signOut();
    expect(localStorage.getItem(KEY)).toBeNull();
    localStorage.setItem(KEY, token);
    expect(sentToken()).toBe(`Bearer ${token}`);
  });

  it('hears of what other tabs write, and of nothing else', () => {
    const auth = load();
    expect(auth.isAuthenticated()).toBe(false);
    localStorage.setItem(KEY, token);
    tell('theme');
    expect(auth.isAuthenticated()).toBe(false);
    tell(KEY);
    expect(auth.isAuthenticated()).toBe(true);
    localStorage.clear();
    tell(null);
    expect(auth.isAuthenticated()).toBe(false);
  });
});

import { HttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { createToken, testHttp } from '../../../shared/http-cases';
import { AppModule } from './app.module';
import { AuthService } from './auth.service';

function configure(): void {
  TestBed.configureTestingModule({ imports: [AppModule], providers: [provideHttpClientTesting()] });
}

testHttp({
  name: 'the app with modules',
  configure,
  storage: localStorage,
  key: 'access_token',
  header: 'Authorization',
  prefix: 'Bearer ',
  allowed: ['https://api.example.com/me', 'http://localhost:3000/me'],
  disallowed: ['http://localhost:3000/auth/login', 'https://api.example.com/public'],
  sendsExpired: true,
});

describe('AppModule', () => {
  beforeEach(() => {
    localStorage.clear();
    configure();
  });

  it('keeps its other interceptor', () => {
    TestBed.inject(HttpClient).get('/api/me').subscribe();
    const { request } = TestBed.inject(HttpTestingController).expectOne('/api/me');
    expect(request.headers.get('Accept-Language')).toBe('en');
  });

  it('signs in and out, and knows whom', () => {
    const auth = TestBed.inject(AuthService);
    expect(auth.isLoggedIn()).toBe(false);
    expect(auth.name()).toBeUndefined();
    auth.login('ann').subscribe();
    const url = 'http://localhost:3000/auth/login';
    const login = TestBed.inject(HttpTestingController).expectOne(url);
    expect(login.request.headers.has('Authorization')).toBe(false);
    login.flush({ token: createToken('ann', 60) });
    expect(auth.isLoggedIn()).toBe(true);
    expect(auth.name()).toBe('ann');

    TestBed.inject(HttpClient).get('/api/me').subscribe();
    const me = TestBed.inject(HttpTestingController).expectOne('/api/me');
    expect(me.request.headers.has('Authorization')).toBe(true);

    auth.logout();
    expect(auth.isLoggedIn()).toBe(false);
  });
});

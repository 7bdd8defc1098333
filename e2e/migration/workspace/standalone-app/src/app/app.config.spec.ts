import { provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { createToken, testHttp } from '../../../shared/http-cases';
import { appConfig } from './app.config';

function configure(): void {
  TestBed.configureTestingModule({
    providers: [...appConfig.providers, provideHttpClientTesting()],
  });
}

testHttp({
  name: 'the app without modules',
  configure,
  storage: sessionStorage,
  key: 'jwt',
  header: 'X-Auth',
  prefix: 'JWT ',
  allowed: ['https://api.example.com/me', 'http://localhost:3000/me'],
  disallowed: ['http://localhost:3000/auth/login'],
  sendsExpired: false,
});

describe('a guard that asks the helper', () => {
  beforeEach(() => {
    sessionStorage.clear();
    configure();
  });

  it('lets nobody in', async () => {
    const router = TestBed.inject(Router);
    await router.navigateByUrl('/account');
    expect(router.url).toBe('/login');
  });

  it('lets in who is signed in', async () => {
    sessionStorage.setItem('jwt', createToken('ann', 60));
    const router = TestBed.inject(Router);
    await router.navigateByUrl('/account');
    expect(router.url).toBe('/account');
  });

  it('does not let in whose token has expired', async () => {
    sessionStorage.setItem('jwt', createToken('ann', -60));
    const router = TestBed.inject(Router);
    await router.navigateByUrl('/account');
    expect(router.url).toBe('/login');
  });
});

import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { createApplication } from '@angular/platform-browser';
import {
  JwtAuth,
  jwtAuthInterceptor,
  localStorageTokenStore,
  provideJwtAuth,
  skipJwtAuth,
  withTokenRefresh,
  withTokenStore,
  type JwtTokenResponse,
} from 'ngx-jwt-auth';
import { lastValueFrom } from 'rxjs';
import { startRecord, takeRecord } from './calls';
import type { ProbePage } from './probe-page';
import { watchPlatform } from './watch-platform';

const KEY = 'probe';

const platform = watchPlatform(KEY);
const app = await createApplication({
  providers: [
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    provideJwtAuth(
      { attachTo: ['/api'] },
      withTokenStore(localStorageTokenStore({ key: KEY })),
      withTokenRefresh('/api/auth/refresh'),
    ),
  ],
});
const auth = app.injector.get(JwtAuth);
const http = app.injector.get(HttpClient);
await auth.whenReady();
await app.whenStable();

const ask = async (): Promise<number> =>
  (await lastValueFrom(http.get('/api/me', { observe: 'response' }))).status;

const page: ProbePage = {
  isSignedIn: () => auth.isAuthenticated(),
  ask,

  signIn() {
    const body = { username: 'viewer', password: 'password' };
    const context = skipJwtAuth();
    return auth.signIn(http.post<JwtTokenResponse>('/api/auth/login', body, { context }));
  },

  recordWay: () =>
    new Promise((resolve, reject) => {
      let status = 0;
      platform.start();
      startRecord();
      http.get('/api/me', { observe: 'response' }).subscribe({
        next: (answer) => (status = answer.status),
        error: reject,
        complete: () => {
          const calls = takeRecord();
          const counts = platform.stop();
          auth.claims();
          resolve({ status, calls, ...counts, decodesInAll: platform.decodesInAll() });
        },
      });
    }),
};
Object.assign(globalThis, { bench: page });

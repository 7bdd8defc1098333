import { HttpResponse, type HttpInterceptorFn } from '@angular/common/http';
import { of } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { flushRefresh } from '../../../spec-support/flush-refresh';
import { API, pass, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { jwtAuthInterceptor } from './jwt-auth-interceptor';
import { requireJwtAuth } from './require-jwt-auth';

describe('a request with requireJwtAuth()', () => {
  useFakeTime();
  useSilentConsole();

  it('carries the token, is refreshed and replayed once', async () => {
    const app = setUp();
    const token = await app.signIn();
    const result = app.get('/items', { context: requireJwtAuth() });
    const sent = app.backend.expectOne(`${API}/items`);
    expect(sent.request.headers.get('Authorization')).toBe(`Bearer ${token}`);
    sent.flush('', { status: 401, statusText: 'Unauthorized' });
    await flushRefresh(app, 200, { accessToken: 'AT2', refreshToken: 'RT2' });
    const again = app.backend.expectOne(`${API}/items`);
    expect(again.request.headers.get('Authorization')).toBe('Bearer AT2');
    again.flush('ok');
    expect(result.value).toBe('ok');
  });

  it('fails with SESSION_OVER when that ends while it waits', async () => {
    const app = setUp();
    await app.signIn(60);
    await pass(61_000);
    const result = app.get('/items', { context: requireJwtAuth() });
    await settle();
    await app.auth.signOut();
    await pass(1);
    expect(result.error).toEqual(
      jasmine.objectContaining({ status: 401, statusText: 'SESSION_OVER' }),
    );
    app.backend.expectNone(`${API}/items`);
  });

  it('fails with SESSION_CHANGED when another one begins while it waits', async () => {
    const app = setUp();
    await app.signIn(60);
    await pass(61_000);
    const result = app.get('/items', { context: requireJwtAuth() });
    await settle();
    await app.signIn(300, { refreshToken: 'RT-next' });
    await pass(1);
    expect(result.error).toEqual(
      jasmine.objectContaining({ status: 0, statusText: 'SESSION_CHANGED' }),
    );
    app.backend.expectNone(`${API}/items`);
  });

  it('hands on what the chain below throws or answers at once', async () => {
    let isBroken = true;
    const below: HttpInterceptorFn = (request, next) => {
      if (!request.url.endsWith('/items')) return next(request);
      if (isBroken) throw new Error('below');
      return of(new HttpResponse({ body: request.headers.get('Authorization') }));
    };
    const app = setUp({ interceptors: [jwtAuthInterceptor, below] });
    const token = await app.signIn();
    const context = requireJwtAuth();
    expect(app.get('/items', { context }).error).toEqual(new Error('below'));
    isBroken = false;
    expect(app.get('/items', { context }).value).toBe(`Bearer ${token}`);
  });
});

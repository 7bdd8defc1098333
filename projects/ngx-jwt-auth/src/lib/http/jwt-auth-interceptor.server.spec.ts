import { HTTP_TRANSFER_CACHE_ORIGIN_MAP, HttpContext } from '@angular/common/http';
import { PLATFORM_ID } from '@angular/core';
import { useSilentConsole } from '../../../spec-support/console';
import { sentTo } from '../../../spec-support/http';
import { API, setUp, type TestApp } from '../../../spec-support/set-up';
import { optionalJwtAuth } from './optional-jwt-auth';
import { requireJwtAuth } from './require-jwt-auth';
import { skipJwtAuth } from './skip-jwt-auth';

describe('jwtAuthInterceptor on the server', () => {
  useSilentConsole();

  const onServer = (config = {}): TestApp =>
    setUp({
      config: { attachTo: [API], ...config },
      providers: [{ provide: PLATFORM_ID, useValue: 'server' }],
    });

  for (const header of ['Authorization', 'X-Access-Token']) {
    it(`V9 sends a covered request at once, anonymously and not to be cached: ${header}`, () => {
      const app = onServer({ header });
      const result = app.get();
      const sent = sentTo(app);
      const { request } = sent;
      expect([request.headers.keys(), request.transferCache]).toEqual([[], false]);
      sent.flush('public');
      expect(result.value).toBe('public');
    });
  }

  it('V9 overrules a request that asks to be cached', () => {
    const app = onServer();
    app.get('/items', { transferCache: { includeHeaders: ['X-Total'] } });
    expect(sentTo(app).request.transferCache).toBeFalse();
  });

  it('V9 does so whatever the request asks of the session', () => {
    const app = onServer();
    for (const context of [requireJwtAuth(), optionalJwtAuth()]) {
      app.get('/items', { context });
      expect(sentTo(app).request.transferCache).toBeFalse();
    }
  });

  it('V10 sends a request to the internal origin of a covered API not to be cached', () => {
    const app = setUp({
      config: { attachTo: [API] },
      providers: [
        { provide: PLATFORM_ID, useValue: 'server' },
        { provide: HTTP_TRANSFER_CACHE_ORIGIN_MAP, useValue: { 'http://api.internal': API } },
      ],
    });
    for (const context of [new HttpContext(), requireJwtAuth(), optionalJwtAuth()]) {
      app.http.get('http://api.internal/items', { context, transferCache: true }).subscribe();
      const { request } = app.backend.expectOne('http://api.internal/items');
      expect([request.headers.keys(), request.transferCache]).toEqual([[], false]);
    }
    app.http.get('http://api.internal/items', { context: skipJwtAuth() }).subscribe();
    const open = app.backend.expectOne('http://api.internal/items');
    expect(open.request.transferCache).toBeUndefined();
  });

  it('leaves the others alone', () => {
    const app = onServer();
    app.get('/items', { context: skipJwtAuth() });
    expect(sentTo(app).request.transferCache).toBeUndefined();
    app.get('/items', { headers: { Authorization: 'own' } });
    expect(sentTo(app).request.transferCache).toBeUndefined();
    app.http.get('https://other.example/items').subscribe();
    const other = app.backend.expectOne('https://other.example/items');
    expect(other.request.transferCache).toBeUndefined();
  });

  it('V1 hands an error on: nobody refreshes there', () => {
    const app = onServer();
    const result = app.get();
    app.backend.expectOne(`${API}/items`).flush(null, { status: 401, statusText: 'No' });
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401 }));
    app.backend.verify();
  });
});

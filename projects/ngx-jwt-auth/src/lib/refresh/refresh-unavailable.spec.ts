import { HttpBackend, HttpErrorResponse } from '@angular/common/http';
import { throwError } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { flushRefresh, LONGEST_PAUSE, refreshStaysDown } from '../../../spec-support/flush-refresh';
import { Outcome } from '../../../spec-support/outcome';
import { API, pass, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import type { JwtAuthError } from '../errors';
import { withTokenStore } from '../session/with-token-store';
import { withTokenRefresh } from './with-token-refresh';

const json = { error: 'server_error', token: 'SECRET' };
const html = '<html>SECRET</html>';

describe('a refresh without a definite answer', () => {
  useFakeTime();
  useSilentConsole();

  const outages = [500, 502, 503, 504, ...Array.from({ length: 11 }, (_, index) => 520 + index)];
  const rows: readonly [title: string, status: number, body: object | string | null][] = [
    ...outages.flatMap((status): typeof rows => [
      [`R1 ${status} JSON`, status, json],
      [`R1 ${status} HTML`, status, html],
    ]),
    ['R2 no network', 0, null],
    ['R10 404', 404, html],
    ['R10 405', 405, html],
    ['408', 408, json],
    ['409', 409, json],
    ['425', 425, json],
    ['429', 429, json],
  ];

  for (const [title, status, body] of rows) {
    for (const is401 of [false, true]) {
      it(`${title} ${is401 ? 'after a 401' : 'before sending'} keeps the session`, async () => {
        const url = `${REFRESH_URL}?key=SECRET#SECRET`;
        const app = setUp({ features: [withTokenRefresh(url)] });
        const accessToken = await app.signIn(60);
        const events = app.recordEvents();
        if (!is401) await pass(61_000);
        const result = app.get();
        if (is401)
          app.backend.expectOne(`${API}/items`).flush('', { status: 401, statusText: 'No' });
        const attempts = await refreshStaysDown(app, status, {
          url,
          body,
          headers: { 'X-Token': 'SECRET' },
        });
        expect(attempts).toBeGreaterThan(2);
        const failure = result.error as HttpErrorResponse;
        const error = failure.error as JwtAuthError;
        expect([failure.status, error.code]).toEqual([0, 'REFRESH_UNAVAILABLE']);
        expect(failure.url).toBe(`${API}/items`);
        expect({ ...(error.cause as object) }).toEqual({
          status,
          statusText: 'Down',
          url: REFRESH_URL,
        });
        expect(events).toEqual([{ type: 'refreshFailed', error }]);
        expect(app.auth.status()).toBe('authenticated');
        // After a pause the next request tries again, with the same refresh token.
        await pass(LONGEST_PAUSE);
        const [next, refreshed] = [app.get('/next'), new Outcome(app.auth.refresh())];
        await settle();
        const retry = app.backend.expectOne(url);
        expect(retry.request.body).toEqual({ refreshToken: 'RT1' });
        retry.flush({ accessToken: `${accessToken}x` });
        await settle();
        expect([refreshed.state, next.isSettled]).toEqual(['resolved', false]);
      });
    }
  }

  it('R12 a captive portal: status 200 that cannot be parsed', async () => {
    const error = { error: new SyntaxError('Unexpected token < in SECRET'), text: html };
    const portal = new HttpErrorResponse({ status: 200, url: REFRESH_URL, error });
    const app = setUp({
      providers: [{ provide: HttpBackend, useValue: { handle: () => throwError(() => portal) } }],
    });
    await app.signIn();
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    expect(outcome.code).toBe('REFRESH_UNAVAILABLE');
    expect((outcome.error as JwtAuthError).cause).toEqual(
      jasmine.objectContaining({ status: 200, url: REFRESH_URL }),
    );
    expect(app.auth.status()).toBe('authenticated');
  });

  const bad: Record<string, [status: number, body: object | string | number | null]> = {
    'R13 204': [204, null],
    'R13 an empty body': [200, null],
    'R14 {}': [200, {}],
    'R14 an empty token': [200, { access_token: '' }],
    'R14 a token null': [200, { access_token: null }],
    'R14 a number': [200, { access_token: 5 }],
    'R14 an object': [200, { access_token: { token: 'AT' } }],
    'R14 a line break': [200, { access_token: 'a\r\nb' }],
    'R14 a broken refresh token': [200, { access_token: 'AT', refresh_token: 'a\u0000' }],
    'R14 a list': [200, ['AT']],
    'R14 just a number': [200, 5],
  };
  for (const [title, [status, body]] of Object.entries(bad)) {
    it(`${title} is rejected before anything is touched`, async () => {
      const store = new SharedStore();
      const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
      const accessToken = await app.signIn();
      const [events, before] = [app.recordEvents(), store.record];
      const outcome = new Outcome(app.auth.refresh());
      await flushRefresh(app, status, body);
      expect(outcome.code).toBe('REFRESH_UNAVAILABLE');
      const { cause } = outcome.error as JwtAuthError;
      expect(cause).toEqual(jasmine.objectContaining({ code: 'TOKEN_RESPONSE_INVALID' }));
      expect(store.record).toBe(before);
      expect(await app.auth.getAccessToken()).toBe(accessToken);
      expect(events.map(({ type }) => type)).toEqual(['refreshFailed']);
    });
  }

  it('R15 a reply without a refresh token keeps the old one', async () => {
    const app = setUp();
    await app.signIn();
    for (let round = 0; round < 3; round++) {
      const outcome = new Outcome(app.auth.refresh());
      await settle();
      const request = app.backend.expectOne(REFRESH_URL);
      expect(request.request.body).toEqual({ refreshToken: 'RT1' });
      request.flush({ accessToken: createFreshJwt(), refreshToken: null });
      await settle();
      expect(outcome.state).toBe('resolved');
    }
  });
});

import { API, pass, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { createFreshJwt } from '../../../spec-support/create-jwt';

describe('jwtAuthInterceptor', () => {
  useFakeTime();

  it('C1 refreshes once for ten parallel requests with an expired token', async () => {
    const app = setUp();
    await app.signIn(60);
    await pass(61_000);
    const results = Array.from({ length: 10 }, (_, index) => app.get(`/items/${String(index)}`));
    const next = createFreshJwt();
    const refresh = app.backend.expectOne(REFRESH_URL);
    expect(refresh.request.body).toEqual({ refreshToken: 'RT1' });
    app.backend.expectNone((request) => request.url.startsWith(`${API}/items`));
    refresh.flush({ accessToken: next, refreshToken: 'RT2' });
    await settle();
    const sent = app.backend.match((request) => request.url.startsWith(`${API}/items`));
    expect(sent.length).toBe(10);
    for (const { request } of sent) expect(request.headers.get('Authorization')).toBe(`Bearer ${next}`);
    for (const request of sent) request.flush('ok');
    expect(results.map(({ value }) => value)).toEqual(Array(10).fill('ok'));
    app.backend.verify();
  });
});

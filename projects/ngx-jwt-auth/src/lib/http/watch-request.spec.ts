import { HttpClient, HttpContext, provideHttpClient, withInterceptors } from '@angular/common/http';
import { PLATFORM_ID } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom, from, switchMap } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { refreshSucceeds, refuse, sentTo } from '../../../spec-support/http';
import {
  API,
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type SetUp,
  type TestApp,
} from '../../../spec-support/set-up';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { jwtAuthInterceptor } from './jwt-auth-interceptor';
import { optionalJwtAuth } from './optional-jwt-auth';
import { requireJwtAuth } from './require-jwt-auth';
import { skipJwtAuth } from './skip-jwt-auth';

const NO = { status: 401, statusText: 'Unauthorized' };

describe('a request that is answered with 401 and carried no token', () => {
  useFakeTime();
  const told = useSilentConsole();

  /** Sends a request and lets its answer be a 401. */
  async function fail(
    app: TestApp,
    url: string,
    options: Parameters<HttpClient['get']>[1] = {},
  ): Promise<void> {
    app.http.get(url, options).subscribe({ error: () => undefined });
    await settle();
    for (const request of app.backend.match(() => true)) request.flush(null, NO);
    await settle();
  }

  async function signedIn(options: SetUp = {}): Promise<TestApp> {
    const app = setUp({ features: [], ...options });
    await app.signIn();
    return app;
  }

  it('H33 is told of once for a reason and an origin, with the nearest entry', async () => {
    const app = await signedIn({ config: { attachTo: [`${API}/v1`] } });
    await fail(app, `${API}/v2/items?token=secret`);
    await fail(app, `${API}/v2/others`);
    expect(told.warnings).toEqual([
      `ngx-jwt-auth: GET ${API}/v2/items was answered with 401 and carried no token. The nearest ` +
        `attachTo entry is '${API}/v1', which covers its path and what is below it, by whole ` +
        `segments. Add one for this path, such as '${API}/v2'.`,
    ]);
    await fail(app, 'https://other.example.com/items');
    expect(told.warnings.length).toBe(2);
    expect(told.warnings[1]).toContain('but the host is another one');
  });

  const reasons: readonly [why: string, url: string, options: object, text: RegExp][] = [
    ['a mark', '/items', { context: skipJwtAuth() }, /It is marked with skipJwtAuth\(\)/],
    [
      'a header',
      '/items',
      { headers: { Authorization: 'Basic x' } },
      /It had the header 'Authorization' already/,
    ],
    ['an exclusion', '/public/x', {}, /The neverAttachTo entry '.*\/public' excludes it/],
    ['a dot segment', '/a/../b', {}, /has a dot segment/],
    ['a backslash', '/a%5Cb', {}, /has a backslash/],
    ['a bad escape', '/a%', {}, /'%' that begins no escape/],
  ];
  for (const [why, path, options, text] of reasons) {
    it(`H33 because of ${why}`, async () => {
      const app = await signedIn({
        config: { attachTo: [API], neverAttachTo: [`${API}/public`] },
      });
      await fail(app, API + path, options);
      expect(told.warnings).toEqual([
        jasmine.stringMatching(
          /^ngx-jwt-auth: GET \S+ was answered with 401 and carried no token\. /,
        ),
      ]);
      expect(told.warnings[0]).toMatch(text);
      expect(told.warnings.join()).not.toContain('secret');
    });
  }

  it('H33 because of credentials in the URL, which are not repeated', async () => {
    const app = await signedIn();
    await fail(app, 'https://ann:secret@api.example.com/items');
    expect(told.warnings).toEqual([jasmine.stringMatching(/The URL has credentials/)]);
    expect(told.warnings[0]).not.toContain('secret');
  });

  it('H33 because it is JSONP', async () => {
    const app = await signedIn();
    app.http.request('JSONP', `${API}/items`).subscribe({ error: () => undefined });
    sentTo(app).flush(null, NO);
    expect(told.warnings).toEqual([jasmine.stringMatching(/JSONP can carry no header/)]);
  });

  it('H33 because nobody was signed in when it was sent', async () => {
    const app = setUp({ features: [] });
    app.get();
    const request = sentTo(app);
    await app.signIn();
    await refuse(request);
    expect(told.warnings).toEqual([jasmine.stringMatching(/token\. Nobody was signed in\. /)]);
  });

  it('H33 because it is sent on the server', async () => {
    const app = setUp({
      features: [],
      config: { attachTo: [API] },
      providers: [{ provide: PLATFORM_ID, useValue: 'server' }],
    });
    await fail(app, `${API}/items`);
    expect(told.warnings).toEqual([jasmine.stringMatching(/On the server nobody is signed in/)]);
  });

  it('H33 because no good token was at hand for one that does not wait', async () => {
    const app = setUp();
    await app.signIn(60);
    await pass(61_000);
    app.get('/items', { context: optionalJwtAuth() });
    await settle();
    await refuse(sentTo(app));
    expect(told.warnings.at(-1)).toMatch(/marked with optionalJwtAuth\(\)/);
    await refreshSucceeds(app);
  });

  it('H33 is not told of for a sign-in: its 401 is a wrong password', async () => {
    for (const options of [{}, { context: skipJwtAuth() }]) {
      const app = setUp({ features: [] });
      const outcome = app.auth.signIn(app.http.post<string>(`${API}/login`, {}, options));
      sentTo(app, '/login').flush(null, NO);
      await expectAsync(outcome).toBeRejected();
      TestBed.resetTestingModule();
    }
    expect(told.warnings).toEqual([]);
  });

  const inTurn: readonly [what: string, sign: (app: TestApp) => unknown][] = [
    ['a promise', ({ http }) => firstValueFrom(http.post(`${API}/login`, {}))],
    [
      'a second step',
      ({ http }) =>
        http.post(`${API}/first`, {}).pipe(switchMap(() => http.post(`${API}/login`, {}))),
    ],
    [
      'something that comes first',
      ({ http }) => from(Promise.resolve()).pipe(switchMap(() => http.post(`${API}/login`, {}))),
    ],
  ];
  for (const [what, reply] of inTurn) {
    it(`H33 is not told of for a sign-in with ${what}`, async () => {
      const app = setUp({ features: [] });
      const outcome = app.auth.signIn(reply(app) as Promise<string>);
      await settle();
      for (const sent of app.backend.match(`${API}/first`)) sent.flush({});
      await settle();
      sentTo(app, '/login').flush(null, NO);
      await expectAsync(outcome).toBeRejected();
      expect(told.warnings).toEqual([]);
      await fail(app, `${API}/items`);
      expect(told.warnings.length).toBe(1);
    });
  }

  it('H33 is not told of for what is marked while nobody is signed in: it could carry none', async () => {
    const app = setUp({ features: [] });
    await fail(app, `${API}/login`, { context: skipJwtAuth() });
    expect(told.warnings).toEqual([]);
  });

  it('H33 is not told of for the refusal of a refresh by a function of the app', async () => {
    const app = setUp({
      features: [
        withTokenRefresh(({ refreshToken, context }) =>
          app.http.post<string>(REFRESH_URL, { refreshToken }, { context }),
        ),
      ],
    });
    await app.signIn(60);
    await pass(61_000);
    told.warnings.length = 0;
    app.get();
    await settle();
    app.backend.expectOne(REFRESH_URL).flush(null, NO);
    await settle();
    expect(app.auth.status()).toBe('anonymous');
    expect(told.warnings).toEqual([]);
  });

  it('H33 is not told of where it carried the token, was not sent, or failed otherwise', async () => {
    const app = await signedIn();
    await fail(app, `${API}/items`);
    app.http.get('https://other.example.com/x').subscribe({ error: () => undefined });
    app.backend.expectOne(() => true).flush(null, { status: 403, statusText: 'Forbidden' });
    await app.auth.signOut();
    app.get('/items', { context: requireJwtAuth() });
    await settle();
    expect(told.warnings).toEqual([]);
  });

  it('H33 is not told of for a request of its own credentials to somebody else', async () => {
    const app = await signedIn();
    await fail(app, 'https://other.example.com/x', { headers: { Authorization: 'Basic x' } });
    await fail(app, `${API}/x`, { headers: { Authorization: 'Basic x' }, context: skipJwtAuth() });
    expect(told.warnings).toEqual([]);
  });

  it('H33 is told of for the header of the config', async () => {
    const app = await signedIn({ config: { attachTo: [API], header: 'X-Token' } });
    await fail(app, `${API}/items`, { headers: { 'x-token': 'secret' } });
    expect(told.warnings).toEqual([jasmine.stringMatching(/the header 'X-Token' already/)]);
  });

  it('H33 runs no config function for a request that has nothing to do with it', async () => {
    const config = jasmine.createSpy('config').and.returnValue({ attachTo: [API] });
    const app = setUp({ features: [], config });
    await fail(app, `${API}/items`, { context: skipJwtAuth() });
    expect(config).not.toHaveBeenCalled();
    expect(told.warnings).toEqual([]);
  });

  it('H33 is no mistake where the interceptor stands twice', async () => {
    const app = await signedIn({
      interceptors: [jwtAuthInterceptor, (r, next) => next(r), (r, n) => jwtAuthInterceptor(r, n)],
    });
    await fail(app, `${API}/items`);
    expect(told.warnings).toEqual([]);
    await app.auth.signOut();
    await fail(app, `${API}/items`);
    expect(told.warnings).toEqual([jasmine.stringMatching(/Nobody was signed in/)]);
  });

  it('H33 leaves the context of the request as it was', async () => {
    const app = await signedIn();
    const context = new HttpContext();
    await fail(app, 'https://other.example.com/x', { context });
    expect([...context.keys()]).toEqual([]);
  });

  it('H33 is passed on as it was without a session to be told of', async () => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([jwtAuthInterceptor]))],
    });
    await expectAsync(firstValueFrom(TestBed.inject(HttpClient).get('/x'))).toBeRejectedWithError(
      /needs a session/,
    );
  });
});

describe('a request whose path has an encoded slash', () => {
  useFakeTime();
  const told = useSilentConsole();

  it('H35 is told of once when it goes out without a token, with the way out', async () => {
    const app = setUp({ features: [], config: { attachTo: [`${API}/api/v4`] } });
    await app.signIn();
    for (const name of ['a%2Fb', 'c%2Fd']) {
      app.get(`/api/v4/projects/${name}`);
      app.backend.expectOne(`${API}/api/v4/projects/${name}`).flush(null, NO);
    }
    await settle();
    expect(told.warnings).toEqual([
      `ngx-jwt-auth: A request to ${API}/api/v4/projects/a%2Fb goes out without a token. Its path ` +
        'has an encoded slash, which leads elsewhere where a server takes it for a slash, and the ' +
        `attachTo entry '${API}/api/v4' has a path, or neverAttachTo excludes something there. If it ` +
        `is a part of a name for your server, allow it: { url: '${API}/api/v4', allowEncodedSlash: true }.`,
    ]);
  });

  it('H35 is no topic where it gets the token, is not covered, is excluded or skipped', async () => {
    const app = setUp({
      features: [],
      config: {
        attachTo: ['https://one.example', { url: `${API}/v4`, allowEncodedSlash: true }, '/api'],
        neverAttachTo: [`${API}/v4/public`],
      },
    });
    const token = await app.signIn();
    app.get('/v4/projects/a%2Fb');
    expect(app.tokenAt('/v4/projects/a%2Fb')).toBe(token);
    app.http.get('https://one.example/a%2Fb').subscribe();
    app.http.get('https://other.example/a%2Fb').subscribe();
    app.get('/v4/public/a%2Fb');
    app.http.get('/api/a%2Fb', { context: skipJwtAuth() }).subscribe();
    app.http.get('/api/a%2Fb', { headers: { Authorization: 'Basic x' } }).subscribe();
    await settle();
    expect(told.warnings).toEqual([]);
  });
});

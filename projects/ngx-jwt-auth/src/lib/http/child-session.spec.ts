import {
  HttpClient,
  HttpContext,
  provideHttpClient,
  withInterceptors,
  withRequestsMadeViaParent,
  type HttpFeature,
  type HttpFeatureKind,
} from '@angular/common/http';
import {
  createEnvironmentInjector,
  EnvironmentInjector,
  type EnvironmentProviders,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { tokenOf } from '../../../spec-support/http';
import { API, setUp, settle, useFakeTime, type TestApp } from '../../../spec-support/set-up';
import { provideJwtAuth } from '../provide-jwt-auth';
import { JwtAuth } from '../session/jwt-auth';
import { jwtAuthInterceptor } from './jwt-auth-interceptor';
import { optionalJwtAuth } from './optional-jwt-auth';
import { skipJwtAuth } from './skip-jwt-auth';

const NO = { status: 401, statusText: 'Unauthorized' };

describe('the token of a child session', () => {
  useFakeTime();
  const told = useSilentConsole();
  const viaParent = withRequestsMadeViaParent();

  function child(...providers: EnvironmentProviders[]): EnvironmentInjector {
    return createEnvironmentInjector(providers, TestBed.inject(EnvironmentInjector));
  }

  function client(...features: HttpFeature<HttpFeatureKind>[]): EnvironmentProviders {
    return provideHttpClient(withInterceptors([jwtAuthInterceptor]), ...features);
  }

  /** Sends a request from that injector and gives the token that it carries. */
  async function tokenFrom(
    app: TestApp,
    injector: EnvironmentInjector,
    context = new HttpContext(),
    path = '/items',
  ): Promise<string | null> {
    injector
      .get(HttpClient)
      .get(API + path, { context })
      .subscribe({ error: () => undefined });
    await settle();
    const request = app.backend.expectOne(API + path);
    const token = tokenOf(request);
    // A 401 to a token would end the session, which nothing can refresh.
    request.flush(null, token ? {} : NO);
    await settle();
    return token;
  }

  async function parent(attachTo: readonly string[] = [API]): Promise<TestApp> {
    const app = setUp({ features: [], config: { attachTo } });
    await app.auth.signIn('AT-parent');
    told.warnings.length = 0; // that it has no lifetime
    return app;
  }

  it('L12 that is handed to the interceptor of the parent while nobody is signed in is told of once', async () => {
    const app = await parent();
    const injector = child(client(viaParent), provideJwtAuth({ attachTo: [API] }));
    expect(await tokenFrom(app, injector)).toBe('AT-parent');
    await tokenFrom(app, injector, undefined, '/others');
    expect(told.errors).toEqual([
      `ngx-jwt-auth: A request to ${API}/items carries the token of another session. The session of ` +
        'the child injector covers it and had no token, and withRequestsMadeViaParent() hands it to ' +
        'the interceptor of the parent. Leave withRequestsMadeViaParent() out, or name the URL in ' +
        'neverAttachTo of the parent.',
    ]);
    expect(told.warnings).toEqual([]);
    injector.destroy();
  });

  it('L12 that is optional is told of as well', async () => {
    const app = await parent();
    const injector = child(client(viaParent), provideJwtAuth({ attachTo: [API] }));
    expect(await tokenFrom(app, injector, optionalJwtAuth())).toBe('AT-parent');
    expect(told.errors.length).toBe(1);
    injector.destroy();
  });

  it('L12 is its own when somebody is signed in there, and what the advice brings about is right', async () => {
    const app = await parent();
    const injector = child(client(viaParent), provideJwtAuth({ attachTo: [API] }));
    await injector.get(JwtAuth).signIn('AT-child');
    told.warnings.length = 0;
    expect(await tokenFrom(app, injector)).toBe('AT-child');
    injector.destroy();
    TestBed.resetTestingModule();

    const other = setUp({ features: [], config: { attachTo: [API], neverAttachTo: [API] } });
    await other.auth.signIn('AT-parent');
    told.warnings.length = 0;
    const excluded = child(client(viaParent), provideJwtAuth({ attachTo: [API] }));
    expect(await tokenFrom(other, excluded)).toBeNull();
    expect(told.errors).toEqual([]);
    expect(told.warnings).toEqual([jasmine.stringMatching(/Nobody was signed in/)]);
    excluded.destroy();
  });

  it('L12 nothing is said where the child has no session, does not cover the URL, or skips it', async () => {
    const app = await parent();
    const noSession = child(client(viaParent));
    expect(await tokenFrom(app, noSession)).toBe('AT-parent');
    const elsewhere = child(client(viaParent), provideJwtAuth({ attachTo: ['/staff'] }));
    expect(await tokenFrom(app, elsewhere)).toBe('AT-parent');
    const session = child(client(viaParent), provideJwtAuth({ attachTo: [API] }));
    expect(await tokenFrom(app, session, skipJwtAuth())).toBeNull();
    expect(told.errors).toEqual([]);
    for (const injector of [noSession, elsewhere, session]) injector.destroy();
  });

  it('L12 nothing is said of a parent that covers the URL but has nobody signed in', async () => {
    const app = setUp({ features: [] });
    const injector = child(client(viaParent), provideJwtAuth({ attachTo: [API] }));
    expect(await tokenFrom(app, injector)).toBeNull();
    expect(told.errors).toEqual([]);
    // Once, though two interceptors saw it.
    expect(told.warnings).toEqual([jasmine.stringMatching(/Nobody was signed in/)]);
    injector.destroy();
  });

  it('L12 nothing is said of a context that requests of both share', async () => {
    const app = await parent();
    const injector = child(client(viaParent), provideJwtAuth({ attachTo: [API] }));
    await injector.get(JwtAuth).signIn('AT-child');
    told.warnings.length = 0;
    const context = new HttpContext();
    expect(await tokenFrom(app, injector, context)).toBe('AT-child');
    expect(await tokenFrom(app, TestBed.inject(EnvironmentInjector), context)).toBe('AT-parent');
    expect(told.errors).toEqual([]);
    injector.destroy();
  });

  it('L12 nothing is said of one session whose requests share a context', async () => {
    const app = setUp({ features: [] });
    const context = new HttpContext();
    app.get('/items', { context });
    await app.auth.signIn('AT');
    app.get('/items', { context });
    const tokens = app.backend
      .match(() => true)
      .map(({ request }) => request.headers.get('Authorization'));
    expect(tokens).toEqual([null, 'Bearer AT']);
    expect(told.errors).toEqual([]);
  });

  it('L12 without an HttpClient beside it is never sent, and that is told of once', async () => {
    const app = await parent();
    const injector = child(provideJwtAuth({ attachTo: [API] }));
    await injector.get(JwtAuth).signIn('AT-child');
    told.warnings.length = 0;
    expect(await tokenFrom(app, injector)).toBe('AT-parent');
    await tokenFrom(app, injector);
    expect(told.errors).toEqual([
      `ngx-jwt-auth: Requests to ${API}/items carry the token of the parent's session. The ` +
        'provideJwtAuth() of a child injector covers it too, but no HttpClient is provided there. Add ' +
        'provideHttpClient(withInterceptors([jwtAuthInterceptor])) beside it.',
    ]);
    injector.destroy();
  });

  it('L12 of a grandchild is told of as well', async () => {
    const app = await parent();
    const between = child(provideJwtAuth({ attachTo: ['/staff'] }));
    const injector = createEnvironmentInjector([provideJwtAuth({ attachTo: [API] })], between);
    expect(await tokenFrom(app, injector)).toBe('AT-parent');
    expect(told.errors).toEqual([jasmine.stringMatching(/no HttpClient is provided there/)]);
    between.destroy();
    injector.destroy();
  });

  it('L12 without an HttpClient there, a 401 says so where the parent sends no token', async () => {
    const app = await parent(['/app']);
    const injector = child(provideJwtAuth({ attachTo: [API] }));
    await injector.get(JwtAuth).signIn('AT-child');
    told.warnings.length = 0;
    expect(await tokenFrom(app, injector)).toBeNull();
    expect(told.errors).toEqual([]);
    expect(told.warnings).toEqual([
      jasmine.stringMatching(
        /A session of a child injector covers it, but no HttpClient is provided/,
      ),
    ]);
    injector.destroy();
  });

  it('L12 nothing is said where the child has an HttpClient, covers other URLs, or is gone', async () => {
    const app = await parent();
    const root = TestBed.inject(EnvironmentInjector);
    const children = [
      child(client(), provideJwtAuth({ attachTo: [API] })),
      child(provideJwtAuth({ attachTo: ['/staff'] })),
      // Its function has not run: nobody has asked for its session.
      child(provideJwtAuth(() => ({ attachTo: [API] }))),
    ];
    child(provideJwtAuth({ attachTo: [API] })).destroy();
    expect(await tokenFrom(app, root)).toBe('AT-parent');
    expect(told.errors).toEqual([]);
    for (const injector of children) injector.destroy();
  });
});

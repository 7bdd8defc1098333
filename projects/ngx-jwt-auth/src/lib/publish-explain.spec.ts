import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  createEnvironmentInjector,
  EnvironmentInjector,
  PLATFORM_ID,
  type EnvironmentProviders,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../spec-support/console';
import { API, setUp, useFakeTime } from '../../spec-support/set-up';
import { jwtAuthInterceptor } from './http/jwt-auth-interceptor';
import { provideJwtAuth } from './provide-jwt-auth';

interface Scope {
  ng?: { jwtAuth?: { explain: (url: unknown) => string } };
}

const scope = globalThis as Scope;

function explain(url: unknown): string {
  return scope.ng!.jwtAuth!.explain(url);
}

function child(...providers: EnvironmentProviders[]): EnvironmentInjector {
  return createEnvironmentInjector(providers, TestBed.inject(EnvironmentInjector));
}

describe('ng.jwtAuth.explain', () => {
  useFakeTime();
  useSilentConsole();
  afterEach(() => {
    TestBed.resetTestingModule();
    expect(scope.ng?.jwtAuth).toBeUndefined();
  });

  it('H34 says by which entry a URL gets the token, and what is known of the session', async () => {
    const app = setUp({ config: { attachTo: ['/api', `${API}/v1`] } });
    const token = await app.signIn();
    expect(explain(`${API}/v1/items?a=${token}`)).toBe(
      `Requests to ${API}/v1/items get the access token. The attachTo entry '${API}/v1' covers it.\n` +
        'Somebody is signed in. A refresh is configured.\n' +
        'jwtAuthInterceptor has seen no request: is it in ' +
        'provideHttpClient(withInterceptors([jwtAuthInterceptor]))? It sees none of fetch(), and none of ' +
        'an HttpClient without it: new HttpClient(inject(HttpBackend)), or that of a lazy route with a ' +
        'provideHttpClient() of its own.',
    );
  });

  it('H34 says why a URL gets none, and how many requests the interceptor has seen', async () => {
    const app = setUp({ features: [] });
    await app.signIn();
    app.get();
    expect(explain('https://other.example.com/x')).toMatch(
      /^Requests to https:\/\/other\.example\.com\/x get no access token\. The nearest attachTo entry is 'https:\/\/api\.example\.com', but the host is another one\. .*\nSomebody is signed in\. No refresh is configured \(withTokenRefresh\(\)\)\.\njwtAuthInterceptor has seen 1 request\. It sees none/,
    );
    app.get();
    expect(explain(new URL(`${API}/x`))).toContain('has seen 2 requests.');
  });

  it('H34 makes no session, and runs no function of the app', () => {
    const config = jasmine.createSpy('config').and.returnValue({ attachTo: [API] });
    setUp({ config, features: [] });
    const text = explain(`${API}/x`);
    expect(text).toContain('The config function of provideJwtAuth() has not run yet');
    expect(text).toContain('Nothing has asked for the session yet.');
    expect(config).not.toHaveBeenCalled();
  });

  it('H34 knows what is to be said of each state', async () => {
    const app = setUp();
    expect(explain('/x')).toContain(
      'Nothing has asked for the session yet. A refresh is configured.',
    );
    app.auth.status();
    expect(explain('/x')).toContain('Nobody is signed in, so no request gets a token.');
    await app.signIn(300, { refreshToken: undefined });
    expect(explain('/x')).toContain('But there is nothing to refresh with');
  });

  it('H34 speaks for each session, and no more for one whose injector is gone', () => {
    setUp();
    const injector = child(provideJwtAuth({ attachTo: ['/staff'] }));
    const other = child(
      provideHttpClient(withInterceptors([jwtAuthInterceptor])),
      provideJwtAuth({ attachTo: ['/other'] }),
    );
    const text = explain('/staff/x');
    expect(text).toMatch(/^Session 1 of 3: .*get no access token.*/);
    expect(text).toMatch(
      /\n\nSession 2 of 3: .*get the access token\.[^]*requests there are those of the parent/,
    );
    expect(text).toMatch(/\n\nSession 3 of 3: [^]*has an HttpClient of its own\.$/);
    injector.destroy();
    other.destroy();
    expect(explain('/staff/x')).not.toContain('Session');
  });

  it('H34 forgets a child injector that nobody destroyed with its parent', () => {
    setUp();
    child(provideJwtAuth({ attachTo: ['/staff'] }));
    TestBed.resetTestingModule();
    expect(scope.ng?.jwtAuth).toBeUndefined();
  });

  it("H34 leaves alone what is there: Angular's own, and what somebody else calls the same", () => {
    const others = { ...scope.ng };
    setUp();
    expect(scope.ng).toEqual({ ...others, jwtAuth: scope.ng!.jwtAuth! });
    TestBed.resetTestingModule();
    expect(scope.ng).toEqual(others);

    const theirs = { explain: () => 'theirs' };
    scope.ng!.jwtAuth = theirs;
    setUp();
    expect(explain('/x')).toBe('theirs');
    TestBed.resetTestingModule();
    expect(scope.ng!.jwtAuth).toBe(theirs);
    delete scope.ng!.jwtAuth;
  });

  it('H34 is not there on the server', () => {
    setUp({ providers: [{ provide: PLATFORM_ID, useValue: 'server' }] });
    expect(scope.ng?.jwtAuth).toBeUndefined();
  });
});

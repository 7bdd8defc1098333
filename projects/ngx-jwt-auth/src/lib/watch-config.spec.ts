import { HttpClient, type HttpContext } from '@angular/common/http';
import {
  APP_INITIALIZER,
  ApplicationInitStatus,
  createEnvironmentInjector,
  EnvironmentInjector,
  inject,
  Injectable,
  Injector,
  makeEnvironmentProviders,
  provideAppInitializer,
  type EnvironmentProviders,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { useSilentConsole } from '../../spec-support/console';
import { Outcome } from '../../spec-support/outcome';
import {
  API,
  REFRESH_URL,
  setUp,
  settle,
  START,
  useFakeTime,
  type TestApp,
} from '../../spec-support/set-up';
import { SharedStore } from '../../spec-support/shared-store';
import { createStoredTokens } from '../../spec-support/create-stored-tokens';
import { skipJwtAuth } from './http/skip-jwt-auth';
import type { JwtAuthConfig } from './jwt-auth-config';
import { provideJwtAuth } from './provide-jwt-auth';
import { JwtAuth } from './session/jwt-auth';
import type { JwtTokenResponse } from './token/token-response';
import { withTokenRefresh } from './refresh/with-token-refresh';
import { withTokenStore } from './session/with-token-store';

@Injectable({ providedIn: 'root' })
class RuntimeConfig {
  apiUrl = '';
}

const EARLY =
  'ngx-jwt-auth: The config function of provideJwtAuth() ran before the app initializers were done, ' +
  'and gives something else now: what it gave first stays in force. Mark the requests that bring its ' +
  'values with context: skipJwtAuth(), and inject JwtAuth after them.';

const FAILED =
  'ngx-jwt-auth: The config function of provideJwtAuth() failed before the app initializers were done, ' +
  'probably since its values were not there yet. Mark the requests that bring them with context: ' +
  'skipJwtAuth(), and inject JwtAuth after them.';

describe('a config function and the app initializers', () => {
  useFakeTime();
  const told = useSilentConsole();
  const stored = createStoredTokens({ accessToken: 'AT' });

  /** Loads what the config needs, before the app starts. */
  function loadConfig(context?: HttpContext): EnvironmentProviders {
    return provideAppInitializer(async () => {
      const config = inject(RuntimeConfig);
      const reply = inject(HttpClient).get<{ apiUrl: string }>('/config.json', {
        ...(context && { context }),
      });
      Object.assign(config, await firstValueFrom(reply));
    });
  }

  function start(
    config: () => JwtAuthConfig,
    ...initializers: EnvironmentProviders[]
  ): { readonly app: TestApp; readonly done: Outcome<unknown> } {
    const app = setUp({
      config,
      features: [withTokenStore(new SharedStore(stored))],
      providers: initializers,
    });
    return { app, done: new Outcome(TestBed.inject(ApplicationInitStatus).donePromise) };
  }

  async function answerConfig(app: TestApp): Promise<void> {
    app.backend.expectOne('/config.json').flush({ apiUrl: API });
    await settle();
  }

  const fromRuntime = (): JwtAuthConfig => {
    const { apiUrl } = inject(RuntimeConfig);
    return { attachTo: apiUrl ? [apiUrl] : [] };
  };

  it('L11 a function that ran before its values were there is told of, once', async () => {
    const { app, done } = start(fromRuntime, loadConfig());
    await answerConfig(app);
    expect(done.state).toBe('resolved');
    expect(told.errors).toEqual([EARLY]);
    app.get();
    expect(app.tokenAt()).toBeNull(); // wrong for ever
    await settle();
    expect(told.errors.length).toBe(1);
  });

  it('L11 the fix works: with skipJwtAuth() it runs when it is first needed', async () => {
    const config = jasmine.createSpy('config', fromRuntime).and.callThrough();
    const { app } = start(config, loadConfig(skipJwtAuth()));
    await answerConfig(app);
    expect(config).not.toHaveBeenCalled();
    app.get();
    expect(app.tokenAt()).toBe('AT');
    expect(config).toHaveBeenCalledTimes(1);
    expect(told.errors).toEqual([]);
  });

  it('L11 a refresh function finds the values too, as the recipe has it', async () => {
    const app = setUp({
      config: fromRuntime,
      features: [
        withTokenStore(new SharedStore({ ...stored, expiresAt: START.getTime() - 1 })),
        withTokenRefresh(({ context, refreshToken }) => {
          const url = `${inject(RuntimeConfig).apiUrl}/auth/refresh`;
          return inject(HttpClient).post<JwtTokenResponse>(url, { refreshToken }, { context });
        }),
      ],
      providers: [loadConfig(skipJwtAuth())],
    });
    await answerConfig(app);
    app.get();
    await settle();
    app.backend.expectOne(REFRESH_URL).flush({ accessToken: 'AT2' });
    await settle();
    expect(app.tokenAt()).toBe('AT2');
    expect(told.errors).toEqual([]);
  });

  it('L11 an initializer can go on with the session once the values are there', async () => {
    const { app, done } = start(
      fromRuntime,
      provideAppInitializer(async () => {
        const injector = inject(Injector);
        const http = inject(HttpClient);
        const reply = http.get<{ apiUrl: string }>('/config.json', { context: skipJwtAuth() });
        Object.assign(injector.get(RuntimeConfig), await firstValueFrom(reply));
        await injector.get(JwtAuth).whenReady();
        await firstValueFrom(http.get(`${API}/me`));
      }),
    );
    await answerConfig(app);
    expect(done.state).toBe('pending');
    const me = app.backend.expectOne(`${API}/me`);
    expect(me.request.headers.get('Authorization')).toBe('Bearer AT');
    me.flush({});
    await settle();
    expect(done.state).toBe('resolved');
    expect(told.errors).toEqual([]);
  });

  it('L11 one that needs nothing of an initializer is not told of, though it runs early', async () => {
    const { app } = start(
      () => ({ attachTo: [API] }),
      provideAppInitializer(() => firstValueFrom(inject(HttpClient).get(`${API}/me`))),
    );
    const me = app.backend.expectOne(`${API}/me`);
    expect(me.request.headers.get('Authorization')).toBe('Bearer AT');
    me.flush({});
    await settle();
    expect(told.errors).toEqual([]);
  });

  it('L11 inject(JwtAuth) too early is told of as well', async () => {
    const { app } = start(
      fromRuntime,
      loadConfig(skipJwtAuth()),
      provideAppInitializer(() => inject(JwtAuth).whenReady()),
    );
    await answerConfig(app);
    expect(told.errors).toEqual([EARLY]);
  });

  const failing: readonly [what: string, config: () => JwtAuthConfig, error: RegExp][] = [
    [
      'throws',
      () => {
        if (!inject(RuntimeConfig).apiUrl) throw new TypeError('no config yet');
        return {};
      },
      /no config yet/,
    ],
    [
      'gives what is no config',
      () => ({ attachTo: [String(inject(RuntimeConfig).apiUrl || undefined)] }),
      /entry 'undefined' can never match/,
    ],
  ];
  for (const [what, config, error] of failing) {
    it(`L11 one that ${what} while the initializers run says what to do`, async () => {
      const { done } = start(config, loadConfig());
      await settle();
      expect(told.errors).toEqual([FAILED]);
      expect(done.state).toBe('rejected');
      expect(String(done.error)).toMatch(error);
    });
  }

  it('L11 one that fails later fails as it is', () => {
    const { app } = start(() => {
      throw new TypeError('broken');
    });
    expect(() => app.auth).toThrowError('broken');
    expect(told.errors).toEqual([]);
  });

  it('L11 that of a child injector is told of as well', async () => {
    const { app } = start(() => ({ attachTo: [] }), loadConfig(skipJwtAuth()));
    const child = createEnvironmentInjector(
      [provideJwtAuth(fromRuntime)],
      TestBed.inject(EnvironmentInjector),
    );
    child.get(JwtAuth);
    await answerConfig(app);
    expect(told.errors).toEqual([EARLY]);
    child.destroy();
  });

  it('L11 one that is needed before any initializer begins is told of, and breaks nothing', async () => {
    const { app } = start(
      fromRuntime,
      // The old form: its dependencies are made together with the list of initializers.
      makeEnvironmentProviders([
        {
          // eslint-disable-next-line @typescript-eslint/no-deprecated -- apps have it still
          provide: APP_INITIALIZER,
          multi: true,
          useFactory: (auth: JwtAuth) => () => auth.whenReady(),
          deps: [JwtAuth],
        },
      ]),
      loadConfig(skipJwtAuth()),
    );
    await answerConfig(app);
    expect(told.errors).toEqual([EARLY]);
  });

  it('L11 nothing is said when the app is gone, or did not start', async () => {
    const { app } = start(fromRuntime, loadConfig());
    const request = app.backend.expectOne('/config.json');
    request.flush(null, { status: 500, statusText: 'Down' });
    await settle();
    TestBed.resetTestingModule();
    const other = start(fromRuntime, loadConfig());
    const late = other.app.backend.expectOne('/config.json');
    TestBed.resetTestingModule();
    late.flush({ apiUrl: API });
    await settle();
    expect(told.errors).toEqual([]);
  });
});

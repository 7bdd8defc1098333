import { HttpClient, type HttpContext, type HttpErrorResponse } from '@angular/common/http';
import { inject, type EnvironmentProviders } from '@angular/core';
import {
  asyncTokenStore,
  customTokenStore,
  localStorageTokenStore,
  memoryTokenStore,
  provideJwtAuth,
  sessionStorageTokenStore,
  withBackgroundRefresh,
  withCookieRefresh,
  withTokenRefresh,
  withTokenRevocation,
  withTokenStore,
  type JwtAsyncTokenStore,
  type JwtAuthConfig,
  type JwtAuthFeature,
  type JwtRefreshFn,
  type JwtStoredTokens,
  type JwtTokenResponse,
  type JwtTokenStore,
  type JwtTokenStoreKind,
} from 'ngx-jwt-auth';
import { expectType, test } from './expect-type';

test('provideJwtAuth() works without a config and without features', () => {
  expectType<EnvironmentProviders>()(provideJwtAuth());
  expectType<EnvironmentProviders>()(provideJwtAuth({}));
});

test('provideJwtAuth() takes a config, or a function that gives it', () => {
  const config: JwtAuthConfig = {
    attachTo: ['https://api.example.com'],
    neverAttachTo: ['/public'],
    loginUrl: '/login',
    homeUrl: '/',
    forbiddenUrl: '/forbidden',
    header: 'X-Auth',
    scheme: '',
    rolesClaim: ['https://example.com/roles'],
    isTokenRejected: ({ status }) => status === 401 || status === 403,
  };
  return [provideJwtAuth(config), provideJwtAuth(() => config), provideJwtAuth(() => ({}))];
});

test('provideJwtAuth() rejects unknown fields', () => {
  // @ts-expect-error -- it is 'loginUrl'
  provideJwtAuth({ loginURL: '/login' });
  // @ts-expect-error -- it is a list
  provideJwtAuth({ attachTo: 'https://api.example.com' });
  provideJwtAuth({ attachTo: ['/api', { url: '/v4', allowEncodedSlash: true }, { url: '/v5' }] });
  // @ts-expect-error -- it is 'allowEncodedSlash'
  provideJwtAuth({ attachTo: [{ url: '/v4', allowEncodedSlashes: true }] });
  // @ts-expect-error -- what is excluded is so in every spelling
  provideJwtAuth({ neverAttachTo: [{ url: '/v4', allowEncodedSlash: true }] });
  // @ts-expect-error -- no RegExp
  provideJwtAuth({ attachTo: [/example/] });
});

test('provideJwtAuth() takes features and nothing else', () => {
  provideJwtAuth({}, withTokenStore(memoryTokenStore()), withTokenRefresh('/r'));
  // @ts-expect-error -- a feature comes after the config
  provideJwtAuth(withTokenStore(memoryTokenStore()));
  // @ts-expect-error -- withTokenStore(memoryTokenStore())
  provideJwtAuth({}, memoryTokenStore());
});

test('each feature is of its kind', () => {
  expectType<JwtAuthFeature<'TokenStore'>>()(withTokenStore(memoryTokenStore()));
  expectType<JwtAuthFeature<'TokenRefresh'>>()(withTokenRefresh('/r'));
  expectType<JwtAuthFeature<'TokenRefresh'>>()(withCookieRefresh('/r'));
  expectType<JwtAuthFeature<'TokenRevocation'>>()(withTokenRevocation('/l'));
  expectType<JwtAuthFeature<'BackgroundRefresh'>>()(withBackgroundRefresh());
  // @ts-expect-error -- another kind
  const store: JwtAuthFeature<'TokenStore'> = withBackgroundRefresh();
  return store;
});

test('the stores of the library are made by functions', () => {
  expectType<JwtTokenStoreKind>()(memoryTokenStore());
  expectType<JwtTokenStoreKind>()(localStorageTokenStore({ key: 'admin' }));
  expectType<JwtTokenStoreKind>()(sessionStorageTokenStore());
  // @ts-expect-error -- localStorageTokenStore()
  provideJwtAuth({}, withTokenStore(localStorageTokenStore));
});

test('a synchronous store of the app comes in through customTokenStore()', () => {
  class MapStore implements JwtTokenStore {
    #record: JwtStoredTokens | null = null;

    load(): JwtStoredTokens | null {
      return this.#record;
    }
    save(tokens: JwtStoredTokens): void {
      this.#record = tokens;
    }
    clear(sid?: string): void {
      if (sid === undefined || sid === this.#record?.sid) this.#record = null;
    }
    onExternalChange(): () => void {
      return () => undefined;
    }
  }
  const store = new MapStore();
  expectType<JwtTokenStoreKind>()(customTokenStore(store));
  // @ts-expect-error -- customTokenStore(store)
  withTokenStore(store);
  // @ts-expect-error -- customTokenStore(() => store)
  withTokenStore(() => store);
  // @ts-expect-error -- a store of the library is a kind already
  customTokenStore(memoryTokenStore());
  return [
    withTokenStore(customTokenStore(store)),
    withTokenStore(customTokenStore(() => inject(MapStore))),
  ];
});

test('an asynchronous store of the app comes in through asyncTokenStore()', () => {
  const records = new Map<string, JwtStoredTokens>();
  const store: JwtAsyncTokenStore = {
    load: async () => Promise.resolve(records.get('x') ?? null),
    save: async (tokens) => {
      records.set('x', await Promise.resolve(tokens));
    },
    clear: () => Promise.resolve(),
  };
  expectType<JwtTokenStoreKind>()(asyncTokenStore(store));
  // @ts-expect-error -- asyncTokenStore(store)
  withTokenStore(store);
  // @ts-expect-error -- asyncTokenStore(store)
  customTokenStore(store);
  // @ts-expect-error -- a store of the library is a kind already
  asyncTokenStore(memoryTokenStore());
  return [withTokenStore(asyncTokenStore(store)), withTokenStore(asyncTokenStore(() => store))];
});

test('a store that keeps bare strings does not fit', () => {
  // @ts-expect-error -- one record, not a token
  customTokenStore({ load: () => 'token', save: () => undefined, clear: () => undefined });
  // @ts-expect-error -- clear() is missing
  customTokenStore({ load: () => null, save: () => undefined });
});

test('a refresh function may answer in any form', () => {
  const byHttp: JwtRefreshFn = ({ accessToken, refreshToken, context }) => {
    expectType<string | null>()(accessToken);
    expectType<string | null>()(refreshToken);
    expectType<HttpContext>()(context);
    return inject(HttpClient).post<{ access: string }>('/r', { refreshToken }, { context });
  };
  return [
    withTokenRefresh(byHttp),
    withTokenRefresh(() => 'token'),
    withTokenRefresh(() => ({ accessToken: 'x' })),
    withTokenRefresh(() => Promise.resolve<JwtTokenResponse>({ token: 'x' })),
    withTokenRefresh(async () => Promise.resolve({ access_token: 'x', expires_in: 60 })),
  ];
});

test('a refresh function must give tokens', () => {
  // @ts-expect-error -- map it first
  withTokenRefresh(() => ({ foo: 'x' }));
  // @ts-expect-error -- nothing
  withTokenRefresh(() => undefined);
});

test('the options of the refresh are typed', () => {
  withTokenRefresh('/r', {
    refreshTokenField: 'refresh',
    refreshBeforeExpiry: 60,
    timeout: 5_000,
    isSessionOver: (error) => {
      expectType<HttpErrorResponse>()(error);
      return error.status === 410;
    },
  });
  // @ts-expect-error -- seconds, as a number
  withTokenRefresh('/r', { refreshBeforeExpiry: '60' });
  // @ts-expect-error -- no such option
  withTokenRefresh('/r', { retries: 3 });
  // @ts-expect-error -- of the config, since a session without refresh needs it too
  withTokenRefresh('/r', { isTokenRejected: () => true });
});

test('the options of a refresh by cookie are the others', () => {
  withCookieRefresh('/r', {
    refreshBeforeExpiry: 60,
    timeout: 5_000,
    isSessionOver: (error) => {
      expectType<HttpErrorResponse>()(error);
      return error.status === 410;
    },
  });
  withCookieRefresh(({ context }) =>
    inject(HttpClient).post<{ access: string }>('/r', {}, { context }),
  );
  // @ts-expect-error -- the body has no refresh token
  withCookieRefresh('/r', { refreshTokenField: 'refresh' });
  // @ts-expect-error -- withCookieRefresh()
  withTokenRefresh('/r', { cookie: true });
});

test('a revocation may return anything', () => [
  withTokenRevocation('/logout'),
  withTokenRevocation(({ context }) => inject(HttpClient).post('/logout', null, { context })),
  withTokenRevocation(({ accessToken, refreshToken }) => {
    expectType<string | null>()(accessToken);
    expectType<string | null>()(refreshToken);
  }),
  withTokenRevocation(() => undefined),
]);

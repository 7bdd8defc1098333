import {
  HttpClient,
  provideHttpClient,
  withInterceptors,
  type HttpInterceptorFn,
} from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import type { EnvironmentProviders, Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Observable } from 'rxjs';
import {
  JwtAuth,
  jwtAuthInterceptor,
  provideJwtAuth,
  withTokenRefresh,
  type JwtAuthConfig,
  type JwtAuthEvent,
  type JwtAuthFeature,
  type JwtAuthFeatureKind,
  type JwtTokenResponse,
} from '../src/public-api';
import { createFreshJwt } from './create-jwt';
import { FakeBrowser } from './fake-browser';

// In the zone configuration: of a rejection that gets its handler a moment later zone.js tells by an
// event around a native promise made of it, which in turn nobody handles, and Jasmine, which listens
// to that event, would report the rejection as unhandled. So zone.js keeps it to itself.
const { Zone } = globalThis as { Zone?: Record<string, unknown> };
if (Zone) delete Zone['__zone_symbol__rejectionHandledHandler'];

export const API = 'https://api.example.com';
export const REFRESH_URL = `${API}/auth/refresh`;

/** When every test starts. */
export const START = new Date('2026-03-01T12:00:00Z');

export interface SetUp {
  readonly config?: JwtAuthConfig | (() => JwtAuthConfig);
  readonly features?: readonly JwtAuthFeature<JwtAuthFeatureKind>[];
  readonly providers?: readonly (Provider | EnvironmentProviders)[];
  /** Default: that of the library alone. */
  readonly interceptors?: readonly HttpInterceptorFn[];
  /** What the tabs of a browser share; default: this app is its only tab. */
  readonly browser?: FakeBrowser;
}

/** An app with the library, a fake backend and, unless told otherwise, a refresh by URL. */
export function setUp({
  config = { attachTo: [API] },
  features = [withTokenRefresh(REFRESH_URL)],
  providers = [],
  interceptors = [jwtAuthInterceptor],
  browser = new FakeBrowser(),
}: SetUp = {}): TestApp {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withInterceptors([...interceptors])),
      provideHttpClientTesting(),
      provideJwtAuth(config, ...features),
      browser.openTab(),
      ...providers,
    ],
  });
  return new TestApp();
}

/** What most tests need of an app, each looked up when it is first used. */
export class TestApp {
  readonly backend: HttpTestingController = TestBed.inject(HttpTestingController);
  readonly http: HttpClient = TestBed.inject(HttpClient);
  readonly #events: JwtAuthEvent[] = [];

  /** Lazily, as in an app: nothing happens before somebody asks. */
  get auth(): JwtAuth {
    return TestBed.inject(JwtAuth);
  }

  /** Signs in with a JWT of that lifetime in seconds and the refresh token `RT1`. */
  async signIn(lifetime = 300, reply: object = {}): Promise<string> {
    const accessToken = createFreshJwt(lifetime);
    const all = { accessToken, refreshToken: 'RT1', ...reply } as JwtTokenResponse;
    await this.auth.signIn(all);
    return accessToken;
  }

  /** Collects the events from now on. */
  recordEvents(): readonly JwtAuthEvent[] {
    this.auth.events.subscribe((event) => this.#events.push(event));
    return this.#events;
  }

  /** Sends a GET and keeps what comes of it. */
  get(path = '/items', options: Parameters<HttpClient['get']>[1] = {}): Result {
    return new Result(this.http.get<unknown>(`${API}${path}`, options));
  }

  /** The token that a request to this path carries, or null; there must be exactly one. */
  tokenAt(path = '/items'): string | null {
    const { request } = this.backend.expectOne(`${API}${path}`);
    return request.headers.get('Authorization')?.replace('Bearer ', '') ?? null;
  }
}

/** What came of one request. */
export class Result {
  value: unknown;
  error: unknown;
  isSettled = false;
  readonly subscription;

  constructor(source: Observable<unknown>) {
    this.subscription = source.subscribe({
      next: (value) => (this.value = value),
      error: (error: unknown) => {
        this.error = error;
        this.isSettled = true;
      },
      complete: () => (this.isSettled = true),
    });
  }
}

/** Fake time from {@link START}; call it in `beforeEach`, it ends with the test. */
export function useFakeTime(): void {
  beforeEach(() => {
    jasmine.clock().install().mockDate(START);
  });
  afterEach(() => {
    jasmine.clock().uninstall();
  });
}

/** Lets time pass, and what waits for it happen. */
export async function pass(ms: number): Promise<void> {
  await settle();
  jasmine.clock().tick(ms);
  await settle();
}

/** Lets everything happen that waits for no timer. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
}

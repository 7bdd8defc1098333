import {
  HttpBackend,
  HttpClient,
  provideHttpClient,
  withInterceptors,
  type HttpRequest,
} from '@angular/common/http';
import {
  createEnvironmentInjector,
  DOCUMENT,
  EnvironmentInjector,
  type Provider,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { CLOCK } from '../../src/lib/clock';
import { JWT_SESSION, type JwtSession } from '../../src/lib/session/session-core';
import {
  JwtAuth,
  jwtAuthInterceptor,
  localStorageTokenStore,
  provideJwtAuth,
  withTokenRefresh,
  withTokenStore,
} from '../../src/public-api';
import { API, REFRESH_URL } from '../set-up';
import type { StrictServer } from './strict-server';
import type { TabProcess } from './tab-process';

/** The app of a tab: all of it is the library, except for what it shares with other tabs. */
export class TabApp {
  readonly auth: JwtAuth;
  readonly session: JwtSession;
  /** When it was destroyed, in a page that lives on. */
  closedAt = Infinity;
  readonly #injector: EnvironmentInjector;

  constructor(
    readonly name: string,
    readonly tab: TabProcess,
    server: StrictServer,
    readonly document: Document,
    shared: Provider[],
  ) {
    const backend: HttpBackend = {
      handle: (request: HttpRequest<unknown>) => server.handle(tab, request),
    };
    this.#injector = createEnvironmentInjector(
      [
        provideHttpClient(withInterceptors([jwtAuthInterceptor])),
        provideJwtAuth(
          { attachTo: [API] },
          withTokenStore(localStorageTokenStore()),
          withTokenRefresh(REFRESH_URL),
        ),
        { provide: HttpBackend, useValue: backend },
        { provide: DOCUMENT, useValue: document },
        { provide: CLOCK, useValue: tab.clock },
        shared,
      ],
      TestBed.inject(EnvironmentInjector),
    );
    this.auth = this.#injector.get(JwtAuth);
    this.session = this.#injector.get(JWT_SESSION);
  }

  get http(): HttpClient {
    return this.#injector.get(HttpClient);
  }

  /** Whether it is destroyed, or its tab closed. */
  get isGone(): boolean {
    return this.tab.isDead || this.closedAt < Infinity;
  }

  close(): void {
    if (this.closedAt < Infinity) return;
    this.closedAt = this.tab.time.now;
    this.#injector.destroy();
  }
}

import { createEnvironmentInjector, EnvironmentInjector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  JwtAuth,
  provideJwtAuth,
  type JwtAuthEvent,
  type JwtAuthFeature,
  type JwtAuthFeatureKind,
} from '../src/public-api';
import type { FakeBrowser } from './fake-browser';
import { API } from './set-up';

/** Another tab of a browser: a second app beside the one that is set up, with the same backend. */
export class OtherTab {
  readonly auth: JwtAuth;
  readonly events: JwtAuthEvent[] = [];
  readonly #injector: EnvironmentInjector;

  constructor(browser: FakeBrowser, ...features: JwtAuthFeature<JwtAuthFeatureKind>[]) {
    this.#injector = createEnvironmentInjector(
      [provideJwtAuth({ attachTo: [API] }, ...features), browser.openTab()],
      TestBed.inject(EnvironmentInjector),
    );
    this.auth = this.#injector.get(JwtAuth);
    this.auth.events.subscribe((event) => this.events.push(event));
  }

  close(): void {
    this.#injector.destroy();
  }
}

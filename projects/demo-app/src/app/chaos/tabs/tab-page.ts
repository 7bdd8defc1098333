import { Component, computed, DOCUMENT, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { JwtAuth } from 'ngx-jwt-auth';
import { Bench } from '../bench/bench';
import type { TabDriver } from './tab-driver';

/** A document of its own with an app of its own, as a tab is; the chaos page drives it. */
@Component({
  selector: 'app-tab-page',
  template: `
    <h1>{{ who() }}</h1>
    <p>{{ state() }}</p>
  `,
  styles: `
    :host {
      display: grid;
      gap: 2px;
      padding: 8px 10px;
      font-size: 0.75rem;
    }

    h1 {
      font-size: 0.8125rem;
      letter-spacing: 0;
    }
  `,
})
export class TabPage {
  readonly #auth = inject(JwtAuth);
  readonly #bench = inject(Bench);
  readonly #latest = toSignal(this.#auth.events);

  protected readonly who = computed(() => this.#auth.claims()?.name ?? 'Nobody');
  protected readonly state = computed(() => {
    const latest = this.#latest();
    if (latest?.type === 'refreshed') {
      return latest.from === 'here' ? 'refreshed, for all tabs' : 'refreshed by another tab';
    }
    if (this.#auth.isRefreshing()) return 'waits for the refresh';
    return this.#auth.isAuthenticated() ? 'signed in' : 'signed out';
  });

  constructor() {
    const { sides } = this.#bench;
    const driver: TabDriver = {
      send: (count) => {
        this.#bench.send(count);
        return this.#bench.settle();
      },
      prepareSignIn: async (username) => {
        const library = await sides.library.fetchTokens(username);
        const naive = await sides.naive.fetchTokens(username);
        return async () => {
          await Promise.all([library(), naive()]);
        };
      },
      report: () => this.#bench.report(),
    };
    const window = inject(DOCUMENT).defaultView;
    if (window) window.chaosTab = driver;
  }
}

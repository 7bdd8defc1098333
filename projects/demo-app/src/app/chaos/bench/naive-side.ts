import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { createEnvironmentInjector, EnvironmentInjector, inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { DEMO_PASSWORD } from '../../login/demo-users';
import { NAIVE_API, NaiveAuth } from '../naive/naive-auth';
import { createNaiveInterceptor } from '../naive/naive-interceptor';
import { countSends } from './count-sends';
import type { Side } from './side';

/** The usual interceptor in an HttpClient of its own, as in an app of its own. */
@Injectable({ providedIn: 'root' })
export class NaiveSide implements Side {
  readonly api = NAIVE_API;
  readonly #parent = inject(EnvironmentInjector);
  #app = this.#start();

  get http(): HttpClient {
    return this.#app.get(HttpClient);
  }

  user(): string | null {
    return this.#auth.user();
  }

  isSignedIn(): boolean {
    return this.#auth.isLoggedIn;
  }

  async fetchTokens(username: string): Promise<() => Promise<void>> {
    const auth = this.#auth;
    const tokens = await firstValueFrom(auth.login(username, DEMO_PASSWORD));
    return () => {
      auth.save(tokens);
      auth.user.set(username);
      return Promise.resolve();
    };
  }

  /** As a reload does: a flag that was left standing must not decide the next experiment. */
  restart(): void {
    this.#app.destroy();
    this.#app = this.#start();
  }

  get #auth(): NaiveAuth {
    return this.#app.get(NaiveAuth);
  }

  #start(): EnvironmentInjector {
    const http = provideHttpClient(withInterceptors([createNaiveInterceptor(), countSends]));
    return createEnvironmentInjector([NaiveAuth, http], this.#parent);
  }
}

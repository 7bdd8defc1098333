import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { inject, Injector, runInInjectionContext } from '@angular/core';
import { Router } from '@angular/router';
import { JwtAuth } from 'ngx-jwt-auth';
import { firstValueFrom } from 'rxjs';
import type { AngularSide } from './backends';
import type { Answer, Client } from './client';

/** Drives the app of the injector that it is made in. */
export class Driver implements Client {
  readonly #auth = inject(JwtAuth);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly #injector = inject(Injector);

  constructor(
    private readonly backend: AngularSide,
    private readonly api: string,
  ) {}

  status(): ReturnType<Client['status']> {
    return this.#auth.status();
  }

  signIn(name: string, password: string): Promise<Answer> {
    return answerOf(
      runInInjectionContext(this.#injector, () => this.backend.signIn(this.api, name, password)),
    );
  }

  signOut(): Promise<Answer> {
    return answerOf(this.#auth.signOut());
  }

  get(url: string): Promise<Answer> {
    return answerOf(firstValueFrom(this.#http.get(new URL(url, this.api).href)));
  }

  async navigate(url: string): Promise<string> {
    await this.#router.navigateByUrl(url);
    return this.#router.url;
  }
}

async function answerOf(call: Promise<unknown>): Promise<Answer> {
  try {
    return { status: 200, body: await call };
  } catch (error) {
    if (error instanceof HttpErrorResponse) return { status: error.status, body: error.error };
    throw error;
  }
}

import { HttpClient, HttpErrorResponse, provideHttpClient } from '@angular/common/http';
import { Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { waitUntil } from '../../../e2e/tabs/src/wait-until';
import { createSession } from '../../variants/src/rig/tokens';
import type { Session, Variant } from '../../variants/src/rig/variant';
import type { Answer, LivePage } from './live-page';

/** For those that take the session of before from their app, since they keep none. */
const KEY = 'bench-session';

/** How long a request may take: a client that never answers must not hold up the others. */
const PATIENCE = 8000;

@Component({ selector: 'app-root', template: '<h1>Home</h1>' })
class App {}

/**
 * Makes `globalThis.bench` of a variant, and starts its app as its users have it. In the build it takes the
 * place of the function of that name in bench/variants, which has no server and starts app after app.
 */
export async function startRig(variant: Variant): Promise<void> {
  const page: { -readonly [K in keyof LivePage]: LivePage[K] } = {
    seed: () => seed(variant),
    isReady: false,
    firstAnswer: null,
    ask: () => Promise.reject(new Error('No app was started.')),
  };
  (globalThis as { bench?: LivePage }).bench = page;
  const query = new URLSearchParams(location.search);
  if (query.has('seed')) return;

  const session = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Session;
  document.body.append(document.createElement('app-root'));
  const app = await bootstrapApplication(App, {
    providers: [
      provideRouter([]),
      provideHttpClient(...variant.http()),
      ...variant.providers(session),
    ],
  });
  await variant.ready?.(app.injector, session);
  const http = app.injector.get(HttpClient);
  page.ask = async (at) => {
    await waitUntil(at);
    return send(http);
  };
  page.isReady = true;
  if (query.has('start')) {
    const { status } = await send(http);
    page.firstAnswer = { status, milliseconds: performance.now() };
  }
}

async function send(http: HttpClient): Promise<Answer> {
  const start = performance.now();
  const tooLate = new Promise<number>((resolve) => setTimeout(resolve, PATIENCE, 0));
  const status = await Promise.race([statusOf(http), tooLate]);
  return { status, milliseconds: performance.now() - start };
}

async function statusOf(http: HttpClient): Promise<number> {
  try {
    return (await firstValueFrom(http.get('/api/me', { observe: 'response' }))).status;
  } catch (error) {
    return error instanceof HttpErrorResponse ? error.status : 0;
  }
}

/** As a sign-in of this variant would leave it. */
async function seed(variant: Variant): Promise<void> {
  const answer = await fetch('/api/auth/login', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'viewer', password: 'password' }),
  });
  const reply = (await answer.json()) as Session & { expiresIn: number };
  const { accessToken, refreshToken, expiresIn } = reply;
  const expiresAt = Date.now() + expiresIn * 1000;
  const session = { ...createSession(0, expiresIn), accessToken, refreshToken, expiresAt };
  localStorage.clear();
  localStorage.setItem(KEY, JSON.stringify(session));
  variant.seed(session);
}

import { HttpBackend, HttpClient, provideHttpClient } from '@angular/common/http';
import { Component, type ApplicationRef } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import type { InPageBackend } from './in-page-backend';
import type { Session, Variant } from './variant';

@Component({ selector: 'app-root', template: '' })
class App {}

/** An app that runs. */
export interface StartedApp {
  readonly http: HttpClient;
  stop(): void;
}

/** Starts the app of a user who comes back with this session. */
export async function startApp(
  variant: Variant,
  session: Session,
  backend: InPageBackend,
): Promise<StartedApp> {
  localStorage.clear();
  sessionStorage.clear();
  variant.seed(session);
  const app = await createApplication({
    providers: [
      provideRouter([]),
      provideHttpClient(...variant.http()),
      ...variant.providers(session),
      { provide: HttpBackend, useValue: backend },
    ],
  });
  const host = document.createElement('app-root');
  document.body.append(host);
  app.bootstrap(App, host);
  await variant.ready?.(app.injector, session);
  return {
    http: app.injector.get(HttpClient),
    stop: () => {
      stop(app, host);
    },
  };
}

function stop(app: ApplicationRef, host: HTMLElement): void {
  app.destroy();
  host.remove();
}

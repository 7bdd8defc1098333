import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { provideBrowserGlobalErrorListeners, runInInjectionContext } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import { jwtAuthInterceptor } from 'ngx-jwt-auth';
import { App } from './app';
import { routes } from './app.routes';
import { backends } from './backends';
import type { Client, Target } from './client';
import { Driver } from './driver';

const page = globalThis as unknown as { target: Target; client?: Client };
const { api, backend } = page.target;

const app = await createApplication({
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(routes),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    backends[backend].provideAuth(api),
  ],
});
app.bootstrap(App, document.body.appendChild(document.createElement('div')));
page.client = runInInjectionContext(app.injector, () => new Driver(backends[backend], api));

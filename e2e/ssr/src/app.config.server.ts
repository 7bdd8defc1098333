import {
  inject,
  mergeApplicationConfig,
  provideAppInitializer,
  REQUEST,
  type ApplicationConfig,
} from '@angular/core';
import { provideServerRendering, withRoutes } from '@angular/ssr';
import { JwtAuth } from 'ngx-jwt-auth';
import { appConfig } from './app.config';
import { serverRoutes } from './app.routes.server';

export const serverConfig: ApplicationConfig = mergeApplicationConfig(appConfig, {
  providers: [
    provideServerRendering(withRoutes(serverRoutes)),
    provideAppInitializer(waitForSession),
    provideAppInitializer(signInByCookie),
  ],
});

/** What apps do before they start. On the server nothing of it may wait, or there is no page. */
async function waitForSession(): Promise<void> {
  const auth = inject(JwtAuth);
  await auth.whenReady();
  const token = await auth.getAccessToken();
  if (token !== null) console.error('There is an access token on the server.');
}

/**
 * An app that hands its server a token by a cookie of its own. Renders that share anything show
 * one visitor's name to the other.
 */
async function signInByCookie(): Promise<void> {
  const auth = inject(JwtAuth);
  const cookies = inject(REQUEST, { optional: true })?.headers.get('Cookie') ?? '';
  const token = /(?:^|; )page-token=([^;]+)/.exec(cookies)?.[1];
  if (token) await auth.signIn(token);
}

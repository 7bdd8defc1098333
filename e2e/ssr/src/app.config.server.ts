import { HTTP_TRANSFER_CACHE_ORIGIN_MAP } from '@angular/common/http';
import {
  inject,
  mergeApplicationConfig,
  provideAppInitializer,
  REQUEST,
  type ApplicationConfig,
} from '@angular/core';
import { provideServerRendering, withRoutes } from '@angular/ssr';
import { JwtAuth } from 'ngx-jwt-auth';
import { API_ORIGIN } from './api-origin';
import { appConfig } from './app.config';
import { serverRoutes } from './app.routes.server';

/** Where the server finds the API; the build that prerenders asks nothing of it. */
const internal = process.env['INTERNAL_API'] ?? '';

export const serverConfig: ApplicationConfig = mergeApplicationConfig(appConfig, {
  providers: [
    provideServerRendering(withRoutes(serverRoutes)),
    { provide: API_ORIGIN, useValue: internal },
    { provide: HTTP_TRANSFER_CACHE_ORIGIN_MAP, useFactory: mapToPublicOrigin },
    provideAppInitializer(waitForSession),
    provideAppInitializer(signInByCookie),
  ],
});

function mapToPublicOrigin(): Record<string, string> {
  const request = inject(REQUEST, { optional: true });
  return request ? { [internal]: new URL(request.url).origin } : {};
}

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

import { isPlatformBrowser } from '@angular/common';
import {
  DOCUMENT,
  inject,
  InjectionToken,
  PLATFORM_ID,
  provideAppInitializer,
  provideEnvironmentInitializer,
  type EnvironmentProviders,
  type Provider,
} from '@angular/core';
import { devThrow, devWarn } from './dev-mode';
import { parseTarget, type AttachEntry } from './http/attach-target';
import { JWT_AUTH_CONFIG, type JwtAuthConfig } from './jwt-auth-config';
import type { JwtAuthFeature, JwtAuthFeatureKind } from './jwt-auth-feature';
import { OWN } from './own';
import { publishExplain } from './publish-explain';
import { REFRESH_OPTIONS } from './refresh/jwt-refresh-options';
import { COOKIE_POST } from './endpoint/post-tokens';
import { createDevNotes, DEV_NOTES } from './session/dev-notes';
import { TOKEN_STORE } from './token/jwt-token-store';

// Each exported function asks for itself: esbuild drops what only a dead branch refers to, and
// would keep it if the question were asked elsewhere.
declare const ngDevMode: unknown;

const PROVIDED: InjectionToken<readonly true[]> = new InjectionToken('JWT_AUTH_PROVIDED');

/** The config once more, for tests, which put their own provider in place of the app's. */
export const APP_CONFIG: InjectionToken<JwtAuthConfig> = new InjectionToken('JWT_AUTH_APP_CONFIG');

/** Whether a test keeps the tokens in memory in place of where the app does. */
export const IS_TEST: InjectionToken<true> = new InjectionToken('JWT_AUTH_IS_TEST');

/** Hosts that plain http is fine for: what is sent never leaves the machine. */
const LOCAL = /^(?:.+\.)?localhost$|^127(?:\.\d+){3}$|^\[::1\]$/;

/** Refuses features that contradict each other, and checks at start-up what the injector knows. */
export function addDevChecks(
  providers: (Provider | EnvironmentProviders)[],
  config: JwtAuthConfig | (() => JwtAuthConfig),
  features: readonly JwtAuthFeature<JwtAuthFeatureKind>[],
): void {
  if (typeof ngDevMode === 'undefined' || ngDevMode) {
    checkFeatures(features.map(({ ɵkind }) => ɵkind));
    providers.push(
      { provide: PROVIDED, multi: true, useValue: true },
      { provide: DEV_NOTES, useFactory: createDevNotes },
      {
        provide: APP_CONFIG,
        useFactory: () => {
          const data = typeof config === 'function' ? config() : config;
          checkConfig(data);
          return data;
        },
      },
      provideEnvironmentInitializer(() => {
        checkProvidedOnce();
        inject(DEV_NOTES);
        // A function runs when the session is first needed, here as in production.
        if (typeof config !== 'function') inject(JWT_AUTH_CONFIG);
        if (!isPlatformBrowser(inject(PLATFORM_ID))) return;
        checkReload();
        publishExplain();
      }),
      provideAppInitializer(() => {
        inject(DEV_NOTES).noteInitializers();
      }),
    );
  }
}

/** Says what is wrong with the config. */
export function checkConfig(config: JwtAuthConfig): void {
  if (typeof ngDevMode === 'undefined' || ngDevMode) {
    const notes = inject(DEV_NOTES, OWN);
    if (notes?.config === config) return; // checked already
    for (const field of ['loginUrl', 'homeUrl', 'forbiddenUrl'] as const) {
      const url = config[field] ?? '/';
      if (!/^\/(?![/\\])/.test(url)) {
        devThrow(`${field} '${url}' is no route of this app. Write it as '/path'.`);
      }
    }
    if (isPlatformBrowser(inject(PLATFORM_ID))) {
      const page = inject(DOCUMENT).location.href;
      for (const field of ['attachTo', 'neverAttachTo'] as const) {
        for (const entry of config[field] ?? []) checkEntry(field, entry, page);
      }
    }
    if (notes) notes.config = config;
  }
}

function checkFeatures(kinds: readonly JwtAuthFeatureKind[]): void {
  const twice = kinds.find((kind, index) => kinds.indexOf(kind) !== index);
  if (twice === 'TokenRefresh') {
    devThrow(
      'provideJwtAuth() got two features that refresh. Keep one: withTokenRefresh(), or ' +
        'withCookieRefresh() for a refresh token in an HttpOnly cookie.',
    );
  }
  if (twice) {
    devThrow(`provideJwtAuth() got with${twice}() twice. Keep one of them.`);
  }
  if (kinds.includes('BackgroundRefresh') && !kinds.includes('TokenRefresh')) {
    devThrow(
      'withBackgroundRefresh() has nothing to refresh with. Add withTokenRefresh() or ' +
        'withCookieRefresh().',
    );
  }
}

function checkProvidedOnce(): void {
  if (inject(PROVIDED, { self: true }).length > 1) {
    devThrow(
      'provideJwtAuth() is called twice for one injector. Keep one call, with all features.',
    );
  }
}

function checkEntry(field: 'attachTo' | 'neverAttachTo', given: AttachEntry, page: string): void {
  const { url: entry, allowEncodedSlash }: Exclude<AttachEntry, string> =
    typeof given === 'string' ? { url: given } : given;
  const isAbsolute = /^(?:https?:\/\/|\/(?!\/))/i.test(entry);
  const isPlainPath = !/[?#*]/.test(entry) && (allowEncodedSlash ?? !/%2f/i.test(entry));
  const target = isAbsolute && isPlainPath ? parseTarget(entry, page) : null;
  if (!target) {
    devThrow(
      `The ${field} entry '${entry}' can never match. Write an origin with an optional path, ` +
        `'https://api.example.com/v1', or a path of this origin, '/api': no wildcard, no query, ` +
        'no credentials, no dot segment, no encoded slash.',
    );
    return;
  }
  const isForeign = target.origin !== new URL(page).origin;
  const isPlain = target.protocol === 'http:' && !LOCAL.test(target.hostname);
  if (field === 'attachTo' && isForeign && isPlain) {
    devWarn(
      `The attachTo entry '${entry}' is plain http: anybody on the way can read the token. Use https.`,
    );
  }
}

function checkReload(): void {
  if (inject(IS_TEST, OWN)) return;
  const options = inject(REFRESH_OPTIONS, OWN);
  const store = inject(TOKEN_STORE, OWN);
  if (options && !inject(COOKIE_POST, OWN) && (!store || store.reach === 'page')) {
    devWarn(
      'The refresh token is kept in memory, so a reload signs out. Add ' +
        'withTokenStore(localStorageTokenStore()), or keep it in an HttpOnly cookie: ' +
        'withCookieRefresh(url).',
    );
  }
}

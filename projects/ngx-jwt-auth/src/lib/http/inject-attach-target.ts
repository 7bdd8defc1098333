/* eslint-disable no-restricted-syntax -- a function of dev-mode.ts would stay, with the server's part */
import { isPlatformBrowser, PlatformLocation } from '@angular/common';
import { HTTP_TRANSFER_CACHE_ORIGIN_MAP } from '@angular/common/http';
import { DOCUMENT, inject, PLATFORM_ID } from '@angular/core';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { noteRules } from '../session/dev-notes';
import { createAttachTarget, type AttachTarget } from './attach-target';

declare const ngDevMode: unknown;
declare const ngServerMode: unknown;

/** Makes the matcher from the config. */
export function injectAttachTarget(): AttachTarget {
  // Builds of Angular for browsers define `ngServerMode` as `false`, and lose the server's part here.
  // In development it stays: unit tests of apps are such builds too, and may play the server.
  if (
    (typeof ngServerMode === 'undefined' ||
      ngServerMode ||
      typeof ngDevMode === 'undefined' ||
      ngDevMode) &&
    !isPlatformBrowser(inject(PLATFORM_ID))
  ) {
    return injectServerTarget();
  }
  const { attachTo, neverAttachTo } = inject(JWT_AUTH_CONFIG);
  const document = inject(DOCUMENT);
  // A <base> of another origin must not make that origin the default.
  const page = document.location.href;
  noteRules(() => ({ page, base: document.baseURI, attachTo, neverAttachTo }));
  return createAttachTarget(page, document, attachTo, neverAttachTo);
}

/**
 * On the server no token goes out, but what would carry one in the browser has to be known: by any
 * name that the server has for it. The page is the URL of the request.
 */
function injectServerTarget(): AttachTarget {
  const { attachTo, neverAttachTo } = inject(JWT_AUTH_CONFIG);
  const location = inject(PlatformLocation);
  const origins = inject(HTTP_TRANSFER_CACHE_ORIGIN_MAP, { optional: true }) ?? {};
  // As Angular does it: under this URL the browser would look for the answer.
  const asPublic = (url: string): string =>
    url.replace(/^https?:\/\/[^/?#]+/, (origin) => origins[origin] ?? origin);
  const page = asPublic(new URL(location.href, 'http://localhost').href); // '/' in a render without a URL
  // The document of the server throws when it is asked for its baseURI.
  const base = {
    get baseURI() {
      return new URL(location.getBaseHrefFromDOM() || '', page).href;
    },
  };
  noteRules(() => ({ page, base: base.baseURI, attachTo, neverAttachTo }));
  const isTarget = createAttachTarget(page, base, attachTo, neverAttachTo);
  return (url) =>
    [url, asPublic(url)].some(
      // The page is http where TLS ends in front of the server.
      (name) => isTarget(name) || isTarget(name.replace(/^https:/, 'http:')),
    );
}

import { isPlatformBrowser, PlatformLocation } from '@angular/common';
import { DOCUMENT, inject, PLATFORM_ID } from '@angular/core';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { createAttachTarget, type AttachTarget } from './attach-target';

declare const ngServerMode: unknown;
declare const ngDevMode: unknown;

/** Makes the matcher from the config; on the server the page is the URL of the request. */
export function injectAttachTarget(): AttachTarget {
  const { attachTo, neverAttachTo } = inject(JWT_AUTH_CONFIG);
  const document = inject(DOCUMENT);
  const create = (page: string, base: () => string): AttachTarget =>
    createAttachTarget(page, base, attachTo, neverAttachTo);
  if (
    (typeof ngServerMode === 'undefined' ||
      ngServerMode ||
      typeof ngDevMode === 'undefined' ||
      ngDevMode) &&
    !isPlatformBrowser(inject(PLATFORM_ID))
  ) {
    const location = inject(PlatformLocation);
    const page = new URL(location.href, 'http://localhost').href; // '/' in a render without a URL
    // The document of the server throws when it is asked for its baseURI.
    return create(page, () => new URL(location.getBaseHrefFromDOM() || '', page).href);
  }
  // A <base> of another origin must not make that origin the default.
  return create(document.location.href, () => document.baseURI);
}

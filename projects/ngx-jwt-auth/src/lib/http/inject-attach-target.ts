import { isPlatformBrowser, PlatformLocation } from '@angular/common';
import { DOCUMENT, inject, PLATFORM_ID } from '@angular/core';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { noteRules } from '../session/dev-notes';
import { createAttachTarget, type AttachTarget } from './attach-target';

/** Makes the matcher from the config; on the server the page is the URL of the request. */
export function injectAttachTarget(): AttachTarget {
  const { attachTo, neverAttachTo } = inject(JWT_AUTH_CONFIG);
  const document = inject(DOCUMENT);
  const location = inject(PlatformLocation);
  const isBrowser = isPlatformBrowser(inject(PLATFORM_ID));
  // A <base> of another origin must not make that origin the default.
  const page = isBrowser ? document.location.href : new URL(location.href, 'http://localhost').href; // '/' in a render without a URL
  // The document of the server throws when it is asked for its baseURI.
  const base = (): string =>
    isBrowser ? document.baseURI : new URL(location.getBaseHrefFromDOM() || '', page).href;
  noteRules(() => ({ page, base: base(), attachTo, neverAttachTo }));
  return createAttachTarget(page, base, attachTo, neverAttachTo);
}

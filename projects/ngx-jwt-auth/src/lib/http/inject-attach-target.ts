import { PlatformLocation } from '@angular/common';
import { DOCUMENT, inject, InjectionToken } from '@angular/core';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { createAttachTarget, type AttachTarget } from './attach-target';

/** The matcher of one `provideJwtAuth()`. */
export const ATTACH_TARGET: InjectionToken<AttachTarget> = new InjectionToken('ATTACH_TARGET');

/** Makes the matcher from the config; on the server the page is the URL of the request. */
export function injectAttachTarget(): AttachTarget {
  const { attachTo, neverAttachTo } = inject(JWT_AUTH_CONFIG);
  const page = inject(DOCUMENT).baseURI || inject(PlatformLocation).href;
  return createAttachTarget(page, attachTo, neverAttachTo);
}

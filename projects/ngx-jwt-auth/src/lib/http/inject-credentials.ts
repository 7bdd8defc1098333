import { inject } from '@angular/core';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';

/** The header that carries an access token, and what stands before it (RFC 6750, section 2.1). */
export function injectCredentials(): { readonly header: string; readonly prefix: string } {
  const { header = 'Authorization', scheme = 'Bearer' } = inject(JWT_AUTH_CONFIG);
  return { header, prefix: scheme && `${scheme} ` };
}

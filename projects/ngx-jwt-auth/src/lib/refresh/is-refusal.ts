import type { HttpErrorResponse } from '@angular/common/http';

/** The answers that end a session unless the app says otherwise (RFC 6749, section 5.2). */
export function isRefusal({ status }: HttpErrorResponse): boolean {
  return [400, 401, 403].includes(status);
}

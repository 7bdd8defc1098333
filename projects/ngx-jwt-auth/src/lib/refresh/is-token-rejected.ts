import type { HttpErrorResponse } from '@angular/common/http';

/** A quoted value (RFC 9110, section 5.6.4), which may hold commas and whole challenges. */
const QUOTED = /"((?:\\.|[^\\"])*)"?/g;

/** The scheme that begins a challenge: a word of its own, which no `=` follows. */
const SCHEME = /^\s*([^\s=]+)(?=\s+[^\s=]|\s*$)/;

/** Schemes that no access token answers. */
const OTHER = /^(?:basic|digest|dpop|hoba|mutual|negotiate|ntlm|privatetoken|scram-.+)$/i;

/** What another access token does not mend: a missing right, a step-up, a proof, a bad request. */
const LASTING = /(?:^|\s)error\s*=\s*(?:insufficient_|invalid_request|\S*(?:dpop|_required))/i;

/**
 * Whether an API refused the access token: 401, unless each challenge asks for something else
 * (RFC 9110, section 11.6.1). Another origin may hide the header, so that its absence means yes.
 *
 * @param scheme The one that the token is sent with; Bearer is understood beside it.
 */
export function isTokenRejected({ headers, status }: HttpErrorResponse, scheme: string): boolean {
  const text = (headers.getAll('WWW-Authenticate') ?? []).join().replace(QUOTED, unquoted);
  let isOurs = false;
  let isOther = false;
  let isAnswerable = false;
  for (const part of text.split(',')) {
    const name = SCHEME.exec(part)?.[1];
    if (name) {
      isOurs = /^bearer$/i.test(name) || name.toLowerCase() === scheme.toLowerCase();
      if (isOurs || !OTHER.test(name)) isAnswerable = true;
      else isOther = true;
    }
    if (isOurs && LASTING.test(part)) return false;
  }
  return status === 401 && (isAnswerable || !isOther);
}

/** What is no single word says nothing here. */
function unquoted(_: string, value: string): string {
  return /^[\w.-]+$/.test(value) ? value : '';
}

import type { HttpErrorResponse } from '@angular/common/http';

/** A quoted value (RFC 9110, section 5.6.4), which may hold commas and whole challenges. */
const QUOTED = /"((?:\\.|[^\\"])*)"?/g;

/** The comma before a challenge: a scheme comes after it, and no `name=value` of the one before. */
const NEXT = /,\s*(?=[^\s=,]+(?:\s+[^\s=]|\s*(?:,|$)))/;

/** The scheme of a challenge that no access token answers. */
const OTHER = /^\s*(basic|digest|dpop|hoba|mutual|negotiate|ntlm|scram-\S+)(?![^\s,])/i;

/** What another access token does not mend: a missing right, a step-up, a proof, a bad request. */
const LASTING = /[\s,]error\s*=\s*(?:insufficient_|invalid_request|\w*(?:dpop|_required))/i;

/**
 * Whether an API refused the access token: 401, unless its challenges ask for something else
 * (RFC 9110, section 11.6.1). Another origin may hide them, so that none means yes.
 *
 * @param scheme The one that the token is sent with.
 */
export function isTokenRejected({ headers, status }: HttpErrorResponse, scheme: string): boolean {
  const challenges = (headers.getAll('WWW-Authenticate') ?? [])
    .join()
    // What is no single word says nothing here.
    .replace(QUOTED, (_, value: string) => (/\W/.test(value) ? '' : value))
    .split(NEXT)
    .filter((challenge) => {
      const other = OTHER.exec(challenge)?.[1];
      return !other || other.toLowerCase() === scheme.toLowerCase();
    });
  return (
    status === 401 &&
    challenges.length > 0 &&
    !challenges.some((challenge) => LASTING.test(challenge))
  );
}

import { ISSUER } from './urls';
import type { Session } from './variant';

export const CLIENT_ID = 'bench';

let issued = 0;

/** A session like no other, whose access token was issued so many seconds ago for so many seconds. */
export function createSession(age: number, lifetime: number): Session {
  const serial = ++issued;
  const now = Math.floor(Date.now() / 1000);
  const iat = now - age;
  const exp = iat + lifetime;
  const claims = { iss: `${ISSUER}/`, sub: 'ada', iat };
  return {
    accessToken: createToken({ ...claims, exp, jti: `access-${serial}`, roles: ['admin'] }),
    // Keycloak reads the end of this one as well.
    refreshToken: createToken({ ...claims, exp: now + 86_400, jti: `refresh-${serial}` }),
    idToken: createToken({ ...claims, exp: now + 86_400, aud: CLIENT_ID }),
    expiresAt: exp * 1000,
  };
}

/** A JWT of the usual length that nobody has signed: nothing here verifies it. */
function createToken(claims: object): string {
  return [{ alg: 'RS256', typ: 'JWT', kid: 'bench' }, claims]
    .map((part) => base64Url(JSON.stringify(part)))
    .concat('s'.repeat(342))
    .join('.');
}

function base64Url(text: string): string {
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

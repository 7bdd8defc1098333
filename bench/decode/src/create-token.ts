let issued = 0;

/** A JWT of that length that is like no other, with a signature that nobody checks. */
export function createToken(length: number): string {
  // HS256, or RS256 where there is room for its signature.
  const [alg, signature] = length < 1000 ? ['HS256', 43] : ['RS256', 342];
  const header = encode(JSON.stringify({ alg, typ: 'JWT' }));
  const payload = encode(
    JSON.stringify(createClaims((length - header.length - signature - 2) * 0.75)),
  );
  return `${header}.${payload}.${'s'.repeat(length - header.length - payload.length - 2)}`;
}

/** Claims whose JSON comes close to that length: what makes tokens long is what the user may do. */
function createClaims(length: number): object {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'https://api.example.com',
    sub: `user-${++issued}`,
    name: 'Zoë Adams',
    iat: now,
    exp: now + 900,
  };
  const role = 'project:1000:edit';
  const room = length - JSON.stringify({ ...claims, roles: [] }).length - 2;
  const roles = Array.from({ length: Math.floor(room / (role.length + 3)) }, (_, index) =>
    role.replace('1000', String(1000 + index)),
  );
  return { ...claims, roles };
}

/** base64url of its UTF-8 bytes, without padding. */
function encode(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return btoa(bytes.join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

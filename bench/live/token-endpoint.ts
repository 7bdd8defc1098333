interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
}

/**
 * OAuth's token endpoint, for clients that know no other: what they ask goes to the backend's refresh, and
 * its answer comes back in their spelling, with an ID token that nobody has signed.
 */
export async function answerTokenRequest(
  request: Request,
  askBackend: (request: Request) => Response | Promise<Response>,
): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const { origin } = new URL(request.url);
  const answer = await askBackend(
    new Request(`${origin}/api/auth/refresh`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ refreshToken: form.get('refresh_token') ?? '' }),
    }),
  );
  if (!answer.ok) return answer;
  const { accessToken, refreshToken, expiresIn } = (await answer.json()) as Tokens;
  const now = Math.floor(Date.now() / 1000);
  const clientId = form.get('client_id') ?? '';
  return Response.json({
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in: expiresIn,
    id_token: unsignedToken({
      iss: `${origin}/`,
      sub: 'ada',
      aud: clientId,
      nonce: clientId,
      iat: now,
      exp: now + 86_400,
    }),
    token_type: 'Bearer',
    scope: form.get('scope') ?? 'openid profile email offline_access',
  });
}

function unsignedToken(claims: object): string {
  return [{ alg: 'RS256', typ: 'JWT', kid: 'bench' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat('s'.repeat(342))
    .join('.');
}

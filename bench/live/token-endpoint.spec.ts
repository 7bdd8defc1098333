import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createApp } from '../../projects/mock-backend/src/app.ts';
import { answerTokenRequest } from './token-endpoint.ts';

const ORIGIN = 'http://localhost:1234';

function post(path: string, body: object | URLSearchParams): Request {
  return body instanceof URLSearchParams
    ? new Request(ORIGIN + path, { method: 'POST', body })
    : new Request(ORIGIN + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
}

describe('answerTokenRequest', () => {
  it('spends the refresh token at the backend, and answers as OAuth does', async () => {
    const app = createApp();
    const login = await app.fetch(
      post('/api/auth/login', { username: 'viewer', password: 'password' }),
    );
    const { refreshToken } = (await login.json()) as { refreshToken: string };
    const ask = () => {
      const form = new URLSearchParams({ client_id: 'bench', refresh_token: refreshToken });
      return answerTokenRequest(post('/oauth/token', form), (request) => app.fetch(request));
    };

    const reply = (await (await ask()).json()) as Record<string, unknown>;
    assert.notEqual(reply['refresh_token'], refreshToken);
    assert.equal(reply['expires_in'], 300);
    const me = await app.fetch(
      new Request(`${ORIGIN}/api/me`, {
        headers: { Authorization: `Bearer ${String(reply['access_token'])}` },
      }),
    );
    assert.equal(me.status, 200);
    const [, claims = ''] = String(reply['id_token']).split('.');
    const { iss, aud } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object & {
      iss?: unknown;
      aud?: unknown;
    };
    assert.deepEqual({ iss, aud }, { iss: `${ORIGIN}/`, aud: 'bench' });

    // Once is all that a strict server allows.
    const again = await ask();
    assert.equal(again.status, 400);
    assert.equal(((await again.json()) as { error: string }).error, 'invalid_grant');
  });
});

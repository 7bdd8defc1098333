import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startServer, type RunningServer } from './server.ts';
import type { StatsSnapshot } from './stats.ts';

const INDEX = '<!doctype html><title>Movie Tracker</title>';

const { Request: OriginalRequest, Response: OriginalResponse } = globalThis;

let folder: string;
let server: RunningServer;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-backend-'));
  const root = join(folder, 'browser');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), INDEX);
  await writeFile(join(root, 'main.js'), 'run()');
  await writeFile(join(root, 'assets', 'a b.css'), 'a{}');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'browser-secret.txt'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'));
  server = await startServer({ port: 0, staticFolder: root });
});

after(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** Unlike fetch, this sends the path as it is written. */
function statusOf(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    request({ hostname, port, path }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

async function post(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const init = { method: 'POST', body: JSON.stringify(body), ...(signal && { signal }) };
  return fetch(server.url + path, init);
}

describe('the API over a socket', () => {
  test('signs in, refreshes and reads', async () => {
    const body = { username: 'viewer', password: 'password' };
    const login = (await (await post('/api/auth/login', body)).json()) as Record<string, string>;
    const refresh = await post('/api/auth/refresh', { refreshToken: login['refreshToken'] });
    const { accessToken } = (await refresh.json()) as Record<string, string>;
    const headers = { Authorization: `Bearer ${accessToken}` };
    const movies = await fetch(`${server.url}/api/movies`, { headers });
    assert.equal(((await movies.json()) as unknown[]).length, 24);
  });

  test('drop closes the connection without an answer', async () => {
    await post('/api/faults', { refreshFault: { kind: 'drop' } });
    await assert.rejects(post('/api/auth/refresh', { refreshToken: 'any' }), (error: Error) => {
      assert.equal((error.cause as { code: string }).code, 'UND_ERR_SOCKET');
      return true;
    });
    assert.equal((await post('/api/auth/refresh', { refreshToken: 'any' })).status, 400);
  });

  test('hang lasts until the client gives up', async () => {
    await post('/api/faults', { refreshFault: { kind: 'hang' } });
    const client = new AbortController();
    const hanging = post('/api/auth/refresh', { refreshToken: 'any' }, client.signal);
    const ended = assert.rejects(hanging, { name: 'AbortError' });
    // The server has the request, and answers others meanwhile.
    for (let seen = 0; seen < 1;) {
      const stats = await (await fetch(`${server.url}/api/faults/stats`)).json();
      seen = (stats as { refreshes: { hang: number } }).refreshes.hang;
    }
    client.abort();
    await ended;
  });

  test('close ends a connection that hangs', async () => {
    const other = await startServer({
      port: 0,
      faults: {
        refreshFault: {
          kind: 'hang',
          times: 1,
          retryAfter: null,
          location: '',
          rotateFirst: false,
        },
      },
    });
    const hanging = fetch(`${other.url}/api/auth/refresh`, { method: 'POST' });
    const ended = assert.rejects(hanging, TypeError);
    for (let calls = 0; calls < 1;) {
      const stats = await (await fetch(`${other.url}/api/faults/stats`)).json();
      calls = (stats as { refreshCalls: number }).refreshCalls;
    }
    await other.close();
    await ended;
  });

  test('takes requests without a body, and bodies of unknown length', async () => {
    const login = await post('/api/auth/login', { username: 'admin', password: 'password' });
    const { accessToken } = (await login.json()) as Record<string, string>;
    const headers = { Authorization: `Bearer ${accessToken}` };
    const bodyless = await fetch(`${server.url}/api/movies/24`, { method: 'DELETE', headers });
    assert.equal(bodyless.status, 204);
    // A stream is sent in chunks, without a Content-Length.
    const body = new Blob([JSON.stringify({ watched: true })]).stream();
    const init = { method: 'PATCH', headers, body, duplex: 'half' } as const;
    const chunked = await fetch(`${server.url}/api/movies/23`, init);
    assert.equal(chunked.status, 200);
    assert.equal(((await chunked.json()) as { watched: boolean }).watched, true);
  });

  test('refuses a body of unknown length that is too large', async () => {
    const body = new Blob(['x'.repeat(200_000)]).stream();
    const init = { method: 'POST', body, duplex: 'half' } as const;
    assert.equal((await fetch(`${server.url}/api/auth/login`, init)).status, 413);
  });

  test('counts a request whose client gave up', { timeout: 30_000 }, async () => {
    await post('/api/faults/reset', {});
    await post('/api/faults', { refreshFault: { kind: 'hang' } });
    const client = new AbortController();
    const hanging = post('/api/auth/refresh', { refreshToken: 'any' }, client.signal);
    const ended = assert.rejects(hanging, { name: 'AbortError' });
    for (let given = false, dropped = 0; dropped < 1;) {
      const stats = (await (await fetch(`${server.url}/api/faults/stats`)).json()) as StatsSnapshot;
      if (!given && stats.refreshes.hang === 1) {
        client.abort();
        given = true;
      }
      dropped = stats.requests['POST /auth/refresh']?.['0'] ?? 0;
    }
    await ended;
  });

  test('an API path that does not exist is a 404, not the page', async () => {
    for (const path of ['/api/nothing', '/api']) {
      const reply = await fetch(server.url + path);
      assert.equal(reply.status, 404);
      assert.match(reply.headers.get('Content-Type') ?? '', /json/);
    }
  });
});

describe('static files', () => {
  const files = {
    '/main.js': ['run()', /^text\/javascript/],
    '/assets/a%20b.css': ['a{}', /^text\/css/],
    '/main.js?v=1': ['run()', /^text\/javascript/],
  } as const;
  for (const [path, [text, type]] of Object.entries(files)) {
    test(`serves ${path}`, async () => {
      const reply = await fetch(server.url + path);
      assert.equal(await reply.text(), text);
      assert.match(reply.headers.get('Content-Type') ?? '', type);
    });
  }

  for (const path of [
    '/',
    '/index.html',
    '/movies/3',
    '/apis',
    '/assets',
    '/login?returnUrl=a.b',
  ]) {
    test(`answers ${path} with the page`, async () => {
      const reply = await fetch(server.url + path);
      assert.equal(reply.status, 200);
      assert.equal(await reply.text(), INDEX);
      assert.match(reply.headers.get('Content-Type') ?? '', /^text\/html/);
    });
  }

  test('HEAD has no body, POST has no answer', async () => {
    const head = await fetch(`${server.url}/main.js`, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(await head.text(), '');
    assert.equal((await post('/main.js', {})).status, 404);
  });

  for (const path of [
    '/missing.js',
    '/assets/missing.css',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%2fbrowser-secret.txt',
    '/link.txt',
    '/%00.js',
    '/%zz.js',
  ]) {
    test(`does not serve ${path}`, async () => assert.equal(await statusOf(path), 404));
  }
});

describe('starting', () => {
  test('names the fix where the port is in use', async () => {
    const port = Number(new URL(server.url).port);
    await assert.rejects(startServer({ port }), {
      message: `Port ${port} is in use. Stop the other server, or pass another port: --port ${port + 1}.`,
    });
  });

  test('refuses a folder without index.html', async () => {
    const staticFolder = join(folder, 'nothing');
    await assert.rejects(startServer({ port: 0, staticFolder }), /no index\.html.*Build the app/);
  });

  test('leaves the global Request and Response alone', () => {
    assert.equal(globalThis.Request, OriginalRequest);
    assert.equal(globalThis.Response, OriginalResponse);
  });
});

import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { createPersistentApp, type StateStore } from './persistent-app.ts';
import type { Tokens } from './test-app.ts';

/** Keeps what IndexedDB could keep: a copy, and an error for what cannot be copied. */
class MemoryStore implements StateStore {
  saved: unknown;
  loads = 0;

  load(): Promise<unknown> {
    this.loads++;
    return Promise.resolve(this.saved);
  }

  save(state: unknown): Promise<void> {
    this.saved = structuredClone(state);
    return Promise.resolve();
  }
}

interface Call {
  readonly token?: string;
  readonly body?: object;
  readonly signal?: AbortSignal;
}

/** An app that begins with nothing but what the store has, as a worker does that was ended and started again. */
function startApp(store: StateStore) {
  const answer = createPersistentApp({ store });
  return (route: string, { token, body, signal }: Call = {}): Promise<Response> => {
    const [method = '', path = ''] = route.split(' ');
    return answer(
      new Request(`http://localhost/api${path}`, {
        method,
        ...(token !== undefined && { headers: { Authorization: `Bearer ${token}` } }),
        ...(body && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
      }),
    );
  };
}

type App = ReturnType<typeof startApp>;

async function login(app: App, path = ''): Promise<Tokens> {
  const body = { username: 'admin', password: 'password' };
  return (await (await app(`POST ${path}/auth/login`, { body })).json()) as Tokens;
}

async function json(reply: Promise<Response>): Promise<unknown> {
  return (await reply).json();
}

const MOVIE = {
  title: 'Solaris',
  year: 1972,
  director: 'Andrei Tarkovsky',
  genre: 'Science fiction',
  rating: null,
  watched: false,
  notes: '',
};

describe('an app that starts again', () => {
  test('knows the tokens it has handed out', async () => {
    const store = new MemoryStore();
    const { accessToken, refreshToken } = await login(startApp(store));
    const app = startApp(store);
    assert.equal((await app('GET /me', { token: accessToken })).status, 200);
    assert.equal((await app('POST /auth/refresh', { body: { refreshToken } })).status, 200);
  });

  test('knows which refresh tokens are spent, and which sign-ins have ended', async () => {
    const store = new MemoryStore();
    const { refreshToken } = await login(startApp(store));
    await startApp(store)('POST /auth/refresh', { body: { refreshToken } });
    await startApp(store)('POST /auth/refresh', { body: { refreshToken } });
    await startApp(store)('POST /auth/refresh', { body: { refreshToken } });
    const { refreshes, reusesDetected } = (await json(startApp(store)('GET /faults/stats'))) as {
      refreshes: Record<string, number>;
      reusesDetected: number;
    };
    const { rotated, reused, revoked } = refreshes;
    assert.deepEqual([rotated, reused, revoked, reusesDetected], [1, 1, 1, 1]);
  });

  test('has the movies as they were left', async () => {
    const store = new MemoryStore();
    const app = startApp(store);
    const { accessToken: token } = await login(app);
    await app('POST /movies', { token, body: MOVIE });
    await app('DELETE /movies/25', { token });
    await app('DELETE /movies/1', { token });
    const before = await json(app('GET /movies', { token }));
    const again = startApp(store);
    assert.deepEqual(await json(again('GET /movies', { token })), before);
    // An id is not given twice.
    const movie = (await json(again('POST /movies', { token, body: MOVIE }))) as { id: number };
    assert.equal(movie.id, 26);
  });

  test('has the switches, the counters and the sign-ins', async () => {
    const store = new MemoryStore();
    const app = startApp(store);
    const { accessToken: token } = await login(app);
    await app('GET /movies', { token });
    await app('POST /faults', { body: { refreshFault: { kind: '503', times: 2 } } });
    for (const route of ['GET /faults', 'GET /faults/stats', 'GET /admin/users']) {
      const before = await json(app(route, { token }));
      assert.deepEqual(await json(startApp(store)(route, { token })), before, route);
    }
    const restarted = startApp(store);
    assert.equal((await restarted('POST /auth/refresh')).status, 503);
    const { refreshFault } = (await json(startApp(store)('GET /faults'))) as {
      refreshFault: { times: number };
    };
    assert.equal(refreshFault.times, 1);
    // A reset goes back to the seed and to nought, not to what was loaded.
    await restarted('POST /faults/reset');
    const { logins } = (await json(restarted('GET /faults/stats'))) as { logins: object };
    assert.deepEqual(logins, { succeeded: 0, failed: 0 });
  });

  test('has a twin that starts again too, with a state of its own', async () => {
    const store = new MemoryStore();
    const { accessToken: token } = await login(startApp(store), '/twin');
    const app = startApp(store);
    assert.equal((await app('GET /twin/me', { token })).status, 200);
    assert.equal((await app('GET /me', { token })).status, 401);
  });

  test('begins anew where the state is that of another build', async () => {
    const store = new MemoryStore();
    const { accessToken: token } = await login(startApp(store));
    store.saved = { ...(store.saved as object), version: 0 };
    assert.equal((await startApp(store)('GET /me', { token })).status, 401);
  });
});

describe('the store', () => {
  test('is read once, and before the first request is looked at', async () => {
    const store = new MemoryStore();
    const { accessToken: token } = await login(startApp(store));
    store.loads = 0;
    const app = startApp(store);
    const replies = await Promise.all([app('GET /me', { token }), app('GET /me', { token })]);
    assert.deepEqual(
      replies.map(({ status }) => status),
      [200, 200],
    );
    assert.equal(store.loads, 1);
  });

  test('has a change before anybody hears of it', async () => {
    const steps: string[] = [];
    let saved = (): void => undefined;
    let begun = (): void => undefined;
    const saving = new Promise<void>((done) => (begun = done));
    const app = startApp({
      load: () => Promise.resolve(undefined),
      save: () => {
        begun();
        return new Promise((done) => {
          saved = () => {
            steps.push('saved');
            done();
          };
        });
      },
    });
    const reply = app('POST /faults', { body: { latency: 1 } }).then(() => steps.push('answered'));
    await saving;
    await new Promise((done) => setImmediate(done));
    assert.deepEqual(steps, []);
    saved();
    await reply;
    assert.deepEqual(steps, ['saved', 'answered']);
  });

  test('is not held up by a request that hangs', async () => {
    const store = new MemoryStore();
    const app = startApp(store);
    await app('POST /faults', { body: { refreshFault: { kind: 'hang' } } });
    const client = new AbortController();
    const hanging = app('POST /auth/refresh', { signal: client.signal });
    const { refreshCalls } = (await json(app('GET /faults/stats'))) as { refreshCalls: number };
    assert.equal(refreshCalls, 1);
    client.abort();
    assert.equal((await hanging).type, 'error');
  });

  for (const [what, failing] of [
    ['read', { load: () => Promise.reject(new Error('Blocked.')), save: () => Promise.resolve() }],
    [
      'written',
      { load: () => Promise.resolve(undefined), save: () => Promise.reject(new Error('Full.')) },
    ],
  ] as const) {
    test(`that cannot be ${what} leaves an app that works, and is told of`, async () => {
      const warn = mock.method(console, 'warn', () => undefined);
      try {
        const app = startApp(failing);
        const { accessToken: token } = await login(app);
        assert.equal((await app('GET /me', { token })).status, 200);
        assert.match(String(warn.mock.calls[0]?.arguments[0]), /The mock backend/);
      } finally {
        warn.mock.restore();
      }
    });
  }
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Movie } from './movie.ts';
import { MAX_MOVIES } from './movies.ts';
import { TestApp } from './test-app.ts';

const NEW_MOVIE = { title: 'Paterson', year: 2016, director: 'Jim Jarmusch', genre: 'Drama' };

async function signedIn(username: string) {
  const app = new TestApp();
  const { accessToken: token } = await app.login(username);
  return { app, token };
}

describe('reading movies', () => {
  test('lists the seed to whoever is signed in', async () => {
    const { app, token } = await signedIn('viewer');
    const movies = (await (await app.call('GET /movies', { token })).json()) as Movie[];
    assert.equal(movies.length, 24);
    assert.deepEqual(movies[0], {
      id: 1,
      title: 'Metropolis',
      year: 1927,
      director: 'Fritz Lang',
      genre: 'Science fiction',
      rating: 8,
      watched: true,
      notes: 'The restored cut of 2010.',
    });
  });

  const searches = { matrix: ['The Matrix'], HITCHCOCK: ['Rear Window'], ' war ': ['Das Boot'] };
  for (const [text, titles] of Object.entries(searches)) {
    test(`finds ${titles.join()} by "${text}"`, async () => {
      const { app, token } = await signedIn('viewer');
      const reply = await app.call(`GET /movies?q=${encodeURIComponent(text)}`, { token });
      const found = ((await reply.json()) as Movie[]).map((movie) => movie.title);
      assert.deepEqual(found, titles);
    });
  }

  test('finds nothing by a text that is nowhere', async () => {
    const { app, token } = await signedIn('viewer');
    assert.deepEqual(await (await app.call('GET /movies?q=zzz', { token })).json(), []);
  });

  test('gives one movie, or a 404 that says which one is missing', async () => {
    const { app, token } = await signedIn('viewer');
    const movie = (await (await app.call('GET /movies/18', { token })).json()) as Movie;
    assert.equal(movie.title, 'The Matrix');
    for (const id of ['25', 'abc', '-1']) {
      const reply = await app.call(`GET /movies/${id}`, { token });
      assert.equal(reply.status, 404);
      assert.deepEqual(await reply.json(), { message: `There is no movie ${id}.` });
    }
  });
});

describe('writing movies', () => {
  test('an editor adds, replaces and changes one', async () => {
    const { app, token } = await signedIn('editor');
    const added = await app.call('POST /movies', { token, body: NEW_MOVIE });
    assert.equal(added.status, 201);
    const movie = { ...NEW_MOVIE, id: 25, rating: null, watched: false, notes: '' };
    assert.deepEqual(await added.json(), movie);

    const patched = await app.call('PATCH /movies/25', { token, body: { rating: 8.5 } });
    assert.deepEqual(await patched.json(), { ...movie, rating: 8.5 });

    // The id in the body is not what counts, and PUT forgets what it is not given.
    const put = await app.call('PUT /movies/25', { token, body: { ...NEW_MOVIE, id: 1 } });
    assert.deepEqual(await put.json(), movie);
    assert.deepEqual(await (await app.call('GET /movies/25', { token })).json(), movie);
  });

  test('an admin deletes one', async () => {
    const { app, token } = await signedIn('admin');
    assert.equal((await app.call('DELETE /movies/3', { token })).status, 204);
    assert.equal((await app.call('DELETE /movies/3', { token })).status, 404);
    assert.equal((await app.call('GET /movies/3', { token })).status, 404);
  });

  test('changing one that is not there is a 404', async () => {
    const { app, token } = await signedIn('editor');
    assert.equal((await app.call('PUT /movies/99', { token, body: NEW_MOVIE })).status, 404);
    assert.equal((await app.call('PATCH /movies/99', { token, body: {} })).status, 404);
  });

  test('names every field that is wrong', async () => {
    const { app, token } = await signedIn('editor');
    const body = { title: ' ', year: 1887, rating: 11, watched: 'no', notes: 1, stars: 5 };
    const reply = await app.call('POST /movies', { token, body });
    assert.equal(reply.status, 400);
    const { message, errors } = (await reply.json()) as {
      message: string;
      errors: Record<string, string>;
    };
    const wrong = ['director', 'genre', 'notes', 'rating', 'stars', 'title', 'watched', 'year'];
    assert.deepEqual(Object.keys(errors).sort(), wrong);
    assert.equal(errors['year'], 'Must be a whole number from 1888 to 2100.');
    assert.equal(errors['director'], 'Required.');
    assert.equal(errors['rating'], 'Must be a number from 0 to 10, or empty.');
    wrong.forEach((field) => assert.ok(message.includes(field)));
  });

  test('a change with a wrong field changes nothing', async () => {
    const { app, token } = await signedIn('editor');
    const body = { title: 'Changed', year: 'soon' };
    assert.equal((await app.call('PATCH /movies/1', { token, body })).status, 400);
    assert.equal((await app.call('PATCH /movies/1', { token, body: '{' })).status, 400);
    assert.equal((await app.call('PUT /movies/1', { token, body: { title: 'X' } })).status, 400);
    const movie = (await (await app.call('GET /movies/1', { token })).json()) as Movie;
    assert.equal(movie.title, 'Metropolis');
  });

  test('the list has an end', async () => {
    const { app, token } = await signedIn('admin');
    const add = () => app.call('POST /movies', { token, body: NEW_MOVIE });
    for (let count = 24; count < MAX_MOVIES; count++) assert.equal((await add()).status, 201);
    const reply = await add();
    assert.equal(reply.status, 409);
    assert.match(((await reply.json()) as { message: string }).message, /full: 1000/);
    await app.call('DELETE /movies/1', { token });
    assert.equal((await add()).status, 201);
  });
});

describe('roles', () => {
  const mayNot = {
    viewer: [
      'POST /movies',
      'PUT /movies/1',
      'PATCH /movies/1',
      'DELETE /movies/1',
      'GET /admin/users',
    ],
    editor: ['DELETE /movies/1', 'GET /admin/users'],
  };
  for (const [username, routes] of Object.entries(mayNot)) {
    for (const route of routes) {
      test(`${username} may not ${route}`, async () => {
        const { app, token } = await signedIn(username);
        const body = route.startsWith('GET') ? undefined : NEW_MOVIE;
        const reply = await app.call(route, { token, body });
        assert.equal(reply.status, 403);
        assert.match(((await reply.json()) as { message: string }).message, /role (admin|editor)/);
        assert.match(reply.headers.get('WWW-Authenticate') ?? '', /error="insufficient_scope"/);
      });
    }
  }
});

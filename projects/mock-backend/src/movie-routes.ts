import { Hono, type Context } from 'hono';
import type { Backend } from './backend.ts';
import { requireRole, requireUser, type SignedIn } from './bearer-auth.ts';
import { badRequest, invalidFields, readJsonBody } from './json-body.ts';
import type { MovieFields } from './movie.ts';
import { parseMovie, parseMoviePatch } from './movie-input.ts';
import { MAX_MOVIES } from './movies.ts';
import type { Validated } from './validation.ts';

/** Everybody who is signed in reads, editors write, admins delete. */
export function movieRoutes({ movies, accessTokens }: Backend): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();
  routes.use(requireUser(accessTokens));

  routes.get('/', (c) => c.json(movies.list(c.req.query('q'))));

  routes.get('/:id', (c) => {
    const movie = movies.find(Number(c.req.param('id')));
    return movie ? c.json(movie) : noSuchMovie(c);
  });

  routes.post('/', requireRole('editor'), async (c) => {
    const body = await readJsonBody(c);
    if (!body.ok) return badRequest(c, body.message);
    const input = parseMovie(body.value);
    if (!input.ok) return invalidFields(c, input.errors);
    const movie = movies.add(input.value);
    if (movie) return c.json(movie, 201);
    return c.json({ message: `The list is full: ${MAX_MOVIES} movies. Delete some first.` }, 409);
  });

  const update = async (
    c: Context<SignedIn>,
    parse: (input: Readonly<Record<string, unknown>>) => Validated<Partial<MovieFields>>,
  ): Promise<Response> => {
    const body = await readJsonBody(c);
    if (!body.ok) return badRequest(c, body.message);
    const input = parse(body.value);
    if (!input.ok) return invalidFields(c, input.errors);
    const movie = movies.update(Number(c.req.param('id')), input.value);
    return movie ? c.json(movie) : noSuchMovie(c);
  };
  routes.put('/:id', requireRole('editor'), (c) => update(c, parseMovie));
  routes.patch('/:id', requireRole('editor'), (c) => update(c, parseMoviePatch));

  routes.delete('/:id', requireRole('admin'), (c) =>
    movies.remove(Number(c.req.param('id'))) ? c.body(null, 204) : noSuchMovie(c),
  );

  return routes;
}

function noSuchMovie(c: Context): Response {
  return c.json({ message: `There is no movie ${c.req.param('id')}.` }, 404);
}

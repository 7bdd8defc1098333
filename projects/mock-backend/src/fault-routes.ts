import { Hono, type Context } from 'hono';
import type { Backend } from './backend.ts';
import type { Faults } from './faults.ts';
import { parseFaults } from './faults-input.ts';
import { badRequest, invalidFields, readJsonBody } from './json-body.ts';

/** The switchboard. It has no sign-in: this server is for demos and tests, and holds nothing worth guarding. */
export function faultRoutes(backend: Backend): Hono {
  const { accessTokens, faults, movies, refreshTokens, stats } = backend;
  const routes = new Hono();

  const change = async (
    c: Context,
    apply: (changes: Partial<Faults>) => void,
  ): Promise<Response> => {
    const body = await readJsonBody(c);
    if (!body.ok) return badRequest(c, body.message);
    const input = parseFaults(body.value);
    if (!input.ok) return invalidFields(c, input.errors);
    apply(input.value);
    return c.json(faults.current);
  };

  routes.get('/', (c) => c.json(faults.current));
  routes.put('/', (c) => change(c, (changes) => faults.replace(changes)));
  routes.post('/', (c) => change(c, (changes) => faults.merge(changes)));
  routes.get('/stats', (c) => c.json(stats.snapshot()));

  routes.post('/revoke-refresh-tokens', (c) => {
    refreshTokens.revokeAll();
    return c.body(null, 204);
  });

  routes.post('/reject-access-tokens', (c) => {
    accessTokens.rejectAllIssued();
    return c.body(null, 204);
  });

  // Sessions survive, so that who presses "reset" in the demo stays signed in.
  routes.post('/reset', (c) => {
    faults.reset();
    movies.reset();
    stats.reset();
    return c.json(faults.current);
  });

  return routes;
}

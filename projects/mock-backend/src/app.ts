import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { authRoutes } from './auth-routes.ts';
import { createBackend, type Backend, type BackendOptions } from './backend.ts';
import { faultRoutes } from './fault-routes.ts';
import { latency, requestCounter, unplugged } from './middleware.ts';
import { movieRoutes } from './movie-routes.ts';
import { userRoutes } from './user-routes.ts';

export interface AppOptions extends BackendOptions {
  /** Where the API is mounted: '' or a path such as the default, '/api'. */
  readonly basePath?: string;
}

/**
 * Below it is the same API once more, with keys, sessions, switches and counters of its own: two
 * clients can be put through the same faults without using up those of the other.
 */
const TWIN_PATH = '/twin';

const MAX_BODY_BYTES = 100 * 1024;

/** The API as a web-standard `fetch` handler: it runs on Node, and in a service worker as well. */
export function createApp({ basePath = '/api', ...options }: AppOptions = {}): Hono {
  checkBasePath(basePath);
  const app = new Hono();
  // The twin comes first: below its path the routes of the other one must not be asked.
  for (const path of [`${basePath}${TWIN_PATH}`, basePath]) {
    app.route(path === '' ? '/' : path, apiRoutes(createBackend(options), path));
  }
  app.notFound((c) => c.json({ message: `There is no ${c.req.method} ${c.req.path}.` }, 404));
  app.onError((error, c) => {
    console.error(error);
    return c.json({ message: 'The mock backend failed; its console says why.' }, 500);
  });
  return app;
}

/** One server: its routes, on a state of its own. */
function apiRoutes(backend: Backend, basePath: string): Hono {
  const api = new Hono();
  api.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => c.json(TOO_LARGE, 413) }));
  // The fault switches come first: they are neither delayed nor counted.
  api.route('/faults', faultRoutes(backend));
  api.use(requestCounter(backend.stats, basePath), latency(backend), unplugged(backend));
  api.route('/auth', authRoutes(backend, `${basePath}/auth`));
  api.route('/movies', movieRoutes(backend));
  api.route('/', userRoutes(backend));
  return api;
}

const TOO_LARGE = { message: `The body is larger than ${MAX_BODY_BYTES} bytes.` };

function checkBasePath(basePath: string): void {
  if (basePath !== '' && !/^(\/[\w-]+)+$/.test(basePath)) {
    throw new Error(`basePath must be '' or look like '/api', not '${basePath}'.`);
  }
}

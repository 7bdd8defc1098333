import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { authRoutes } from './auth-routes.ts';
import type { Backend, BackendOptions } from './backend.ts';
import { createBackends, type Backends } from './backends.ts';
import { faultRoutes } from './fault-routes.ts';
import { latency, requestCounter, unplugged } from './middleware.ts';
import { movieRoutes } from './movie-routes.ts';
import { TWIN_PATH } from './twin-path.ts';
import { userRoutes } from './user-routes.ts';

export interface AppOptions extends BackendOptions {
  /** Where the API is mounted: '' or a path such as the default, '/api'. */
  readonly basePath?: string;
  /** What the routes work on; else new ones. */
  readonly backends?: Backends;
  /**
   * Whether bodies over 100 kB are refused, as is the default. The check makes a Request of a stream,
   * which Node and Chromium can and other browsers cannot: in a service worker it is left out.
   */
  readonly limitBodies?: boolean;
}

const MAX_BODY_BYTES = 100 * 1024;

/** The API as a web-standard `fetch` handler: it runs on Node, and in a service worker as well. */
export function createApp({
  basePath = '/api',
  limitBodies = true,
  backends,
  ...options
}: AppOptions = {}): Hono {
  checkBasePath(basePath);
  const { main, twin } = backends ?? createBackends(options);
  const app = new Hono();
  if (limitBodies) {
    app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => c.json(TOO_LARGE, 413) }));
  }
  // The twin comes first: below its path the routes of the other one must not be asked.
  app.route(`${basePath}${TWIN_PATH}`, apiRoutes(twin, `${basePath}${TWIN_PATH}`));
  app.route(basePath === '' ? '/' : basePath, apiRoutes(main, basePath));
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

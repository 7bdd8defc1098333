import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { authRoutes } from './auth-routes.ts';
import { createBackend, type BackendOptions } from './backend.ts';
import { faultRoutes } from './fault-routes.ts';
import { latency, requestCounter } from './middleware.ts';
import { movieRoutes } from './movie-routes.ts';
import { userRoutes } from './user-routes.ts';

export interface AppOptions extends BackendOptions {
  /** Where the API is mounted: '' or a path such as the default, '/api'. */
  readonly basePath?: string;
}

const MAX_BODY_BYTES = 100 * 1024;

/** The API as a web-standard `fetch` handler: it runs on Node, and in a service worker as well. */
export function createApp({ basePath = '/api', ...options }: AppOptions = {}): Hono {
  checkBasePath(basePath);
  const backend = createBackend(options);

  // The fault switches come first: they are neither delayed nor counted.
  const api = new Hono()
    .use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => c.json(TOO_LARGE, 413) }))
    .route('/faults', faultRoutes(backend))
    .use(requestCounter(backend.stats, basePath))
    .use(latency(backend))
    .route('/auth', authRoutes(backend, `${basePath}/auth`))
    .route('/movies', movieRoutes(backend))
    .route('/', userRoutes(backend));

  const app = new Hono();
  app.route(basePath === '' ? '/' : basePath, api);
  app.notFound((c) => c.json({ message: `There is no ${c.req.method} ${c.req.path}.` }, 404));
  app.onError((error, c) => {
    console.error(error);
    return c.json({ message: 'The mock backend failed; its console says why.' }, 500);
  });
  return app;
}

const TOO_LARGE = { message: `The body is larger than ${MAX_BODY_BYTES} bytes.` };

function checkBasePath(basePath: string): void {
  if (basePath !== '' && !/^(\/[\w-]+)+$/.test(basePath)) {
    throw new Error(`basePath must be '' or look like '/api', not '${basePath}'.`);
  }
}

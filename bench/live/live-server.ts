import { createAdaptorServer } from '@hono/node-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Backend } from '../../e2e/support/backend.ts';
import { createApp } from '../../projects/mock-backend/src/app.ts';
import type { Faults } from '../../projects/mock-backend/src/faults.ts';
import { staticFiles } from '../../projects/mock-backend/src/static-files.ts';
import { answerTokenRequest } from './token-endpoint.ts';

/** A live app, its API, and what stands for an identity provider, all on one origin. */
export interface LiveServer {
  readonly url: string;
  readonly backend: Backend;
  close(): void;
}

/**
 * Serves `dist/bench/live/<app>/browser`. The backend is strict: a refresh token that is shown twice ends the
 * session.
 */
export async function startLiveServer(app: string, faults: Partial<Faults>): Promise<LiveServer> {
  const folder = fileURLToPath(new URL(`../../dist/bench/live/${app}/browser`, import.meta.url));
  const api = createApp({ faults });
  const serveStatic = staticFiles(folder);

  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/api/')) return api.fetch(request);
    if (pathname.endsWith('/token')) return answerTokenRequest(request, (each) => api.fetch(each));
    return serveStatic(request);
  };

  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    // Hono's middleware wants a real Request.
    fetch: ({ url, method, headers, body }) =>
      answer(new Request(url, { method, headers, body, duplex: 'half' } as RequestInit)),
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    backend: new Backend(url),
    close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
  };
}

import { once } from 'node:events';
import { access } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createApp, type AppOptions } from './app.ts';
import { staticFiles } from './static-files.ts';

export interface ServerOptions extends AppOptions {
  /** Default 3000; 0 takes a free one. */
  readonly port?: number;
  /** Default 'localhost', which browsers treat as a secure context. */
  readonly host?: string;
  /** A built single-page app to serve next to the API, on the same origin. */
  readonly staticFolder?: string;
}

export interface RunningServer {
  /** The origin, such as http://localhost:3000. */
  readonly url: string;
  /** Ends the open connections too. */
  close(): Promise<void>;
}

export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { port = 3000, host = 'localhost', staticFolder, ...appOptions } = options;
  const { basePath = '/api' } = appOptions;
  if (staticFolder !== undefined) await checkStaticFolder(staticFolder);
  const app = createApp(appOptions);
  const serveStatic = staticFolder === undefined ? null : staticFiles(staticFolder);
  const isForApi = (path: string) => path === basePath || path.startsWith(`${basePath}/`);
  // Node's Request follows the signal it is made with through a weak reference. When nobody else holds
  // one that waits for nothing but its client, it would be collected and never hear of the client's end.
  const underWay = new Set<Request>();

  const server = createAdaptorServer({
    // This server also runs inside test runners, whose Request and Response are not ours to replace.
    overrideGlobalObjects: false,
    fetch: async (lightRequest, bindings) => {
      const request = standardRequest(lightRequest);
      const useApi = serveStatic === null || isForApi(new URL(request.url).pathname);
      underWay.add(request);
      const answer = Promise.resolve(useApi ? app.fetch(request) : serveStatic(request));
      const response = await answer.finally(() => underWay.delete(request));
      return response.type === 'error' ? dropConnection(bindings as HttpBindings) : response;
    },
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, port, host);
  }
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

async function checkStaticFolder(folder: string): Promise<void> {
  try {
    await access(join(folder, 'index.html'));
  } catch (error) {
    throw new Error(`There is no index.html in ${folder}. Build the app first.`, { cause: error });
  }
}

/**
 * With the globals left alone, what the adaptor hands over only looks like a Request: Hono's
 * middleware, which makes another one of it, gets a TypeError.
 */
function standardRequest({ url, method, headers, body, signal }: Request): Request {
  const init = { method, headers, body, signal, duplex: 'half' } as const;
  return new Request(url, init);
}

/** What a network error response means to a client on the other end of a socket. */
function dropConnection({ incoming }: HttpBindings): Response {
  incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

function listenError(error: unknown, port: number, host: string): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const text: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is in use. Stop the other server, or pass another port: --port ${port + 1}.`,
    EACCES: `Port ${port} needs special rights. Pass one above 1023: --port 3000.`,
    ENOTFOUND: `The host ${host} is not known here. Set HOST=localhost.`,
    EADDRNOTAVAIL: `The host ${host} is not an address of this machine. Set HOST=localhost.`,
  };
  const message = text[String(code)] ?? `The server could not listen on ${host}:${port}.`;
  return new Error(message, { cause: error });
}

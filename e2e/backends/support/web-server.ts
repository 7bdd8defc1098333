import { createAdaptorServer } from '@hono/node-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { staticFiles } from '../../../projects/mock-backend/src/static-files.ts';

export interface WebServer {
  readonly url: string;
  stop(): void;
}

/** Serves the built client on an origin of its own, as `ng serve` or a web server would. */
export async function startWebServer(): Promise<WebServer> {
  return listen(
    staticFiles(fileURLToPath(new URL('../../../dist/interop-app/browser', import.meta.url))),
  );
}

/** Some other API, which lets every page call it with whatever header: it tells which it got. */
export function startStranger(): Promise<WebServer> {
  return listen(({ headers, method }) =>
    Promise.resolve(
      method === 'OPTIONS'
        ? new Response(null, { status: 204, headers: OPEN })
        : Response.json({ authorization: headers.get('Authorization') }, { headers: OPEN }),
    ),
  );
}

const OPEN = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Authorization',
};

async function listen(answer: (request: Request) => Promise<Response>): Promise<WebServer> {
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: ({ url, method, headers }) => answer(new Request(url, { method, headers })),
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
  };
}

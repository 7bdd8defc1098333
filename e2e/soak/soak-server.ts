import { createAdaptorServer } from '@hono/node-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../projects/mock-backend/src/app.ts';
import { staticFiles } from '../../projects/mock-backend/src/static-files.ts';

const builtApp = fileURLToPath(new URL('../../dist/tabs-app/browser', import.meta.url));

/** A refresh token that came to the server. */
export interface Spending {
  /** The number of the tab, as its address has it. */
  readonly tab: number;
  /** When the answer was ready, in milliseconds since 1970. */
  readonly at: number;
  /** Whether new tokens were given for it. */
  readonly isHonoured: boolean;
  /** Who had spent it before: this is a reuse. */
  readonly earlier: Spending | undefined;
}

/** The built tabs app and the mock backend, which notes what tab spends which token. */
export interface SoakServer {
  readonly url: string;
  /** What was spent since this was asked last. */
  take(): Spending[];
  close(): void;
}

export interface SoakServerOptions {
  /** Milliseconds before each answer of the API. */
  readonly latency: number;
  /** Seconds that an access token lives. */
  readonly lifetime: number;
}

export async function startSoakServer(options: SoakServerOptions): Promise<SoakServer> {
  const { latency, lifetime } = options;
  const app = createApp({ faults: { latency, accessTokenLifetime: lifetime } });
  const serveStatic = staticFiles(builtApp);
  const honoured = new Map<string, Spending>();
  const spent: Spending[] = [];

  const refresh = async (request: Request): Promise<Response> => {
    const { refreshToken } = (await request.clone().json()) as { refreshToken: string };
    const answer = await app.fetch(request);
    const spending: Spending = {
      tab: Number(new URL(request.headers.get('Referer') ?? '').searchParams.get('tab')),
      at: Date.now(),
      isHonoured: answer.ok,
      earlier: honoured.get(refreshToken),
    };
    if (answer.ok) honoured.set(refreshToken, spending);
    spent.push(spending);
    return answer;
  };

  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === '/api/auth/refresh') return refresh(request);
    return pathname.startsWith('/api/') ? app.fetch(request) : serveStatic(request);
  };

  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    // Hono's middleware wants a real Request.
    fetch: ({ url, method, headers, body }) =>
      answer(new Request(url, { method, headers, body, duplex: 'half' } as RequestInit)),
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    take: () => spent.splice(0),
    close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
  };
}

// The process that renders: the built SSR app and the mock backend on one free port of localhost.
// A process of its own, because what it does to the globals is not for the test runner; it ends
// when the runner does.
import { touched } from './browser-globals.ts';
import { createAdaptorServer } from '@hono/node-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { staticFiles } from '../../../projects/mock-backend/src/static-files.ts';
import { createApi } from './api.ts';
import type { Probe, Variant } from './ssr-server.ts';

process.once('disconnect', () => process.exit());

const variant = process.argv[2] as Variant;
const folder = new URL(`../../../dist/ssr-app/${variant}/`, import.meta.url);
const api = createApi();
await api.leaveSessionInStorage();
touched.length = 0;

const errors: string[] = [];
for (const level of ['error', 'warn'] as const) {
  const print = console[level].bind(console);
  console[level] = (...args: unknown[]) => {
    errors.push(args.map(String).join(' '));
    print(...args);
  };
}
process.on('unhandledRejection', (reason) => void errors.push(String(reason)));

// The API under an origin that browsers do not know, as in the network behind a proxy.
process.env['INTERNAL_API'] = await listen((request) => api.answer(request));

const { reqHandler } = (await import(new URL('server/server.mjs', folder).href)) as {
  reqHandler: (request: Request) => Promise<Response | null>;
};
const serveStatic = staticFiles(fileURLToPath(new URL('browser/', folder)));

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/probe') return Response.json(probe());
  if (pathname.startsWith('/api/')) return api.answer(request);
  if (extname(pathname) !== '') return serveStatic(request);
  return (await reqHandler(request)) ?? new Response(null, { status: 404 });
}

function probe(): Probe {
  return {
    touched,
    errors: errors.splice(0),
    greeted: api.greeted.splice(0),
    mostAtOnce: api.takeMostAtOnce(),
    timers: process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
  };
}

process.send?.(await listen(answer));

async function listen(respond: (request: Request) => Promise<Response>): Promise<string> {
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    // Hono's middleware wants a real Request.
    fetch: ({ url, method, headers, body }) =>
      respond(new Request(url, { method, headers, body, duplex: 'half' } as RequestInit)),
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

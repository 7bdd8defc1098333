import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface FileHost {
  /** The origin, such as http://localhost:41234. */
  readonly url: string;
  close(): void;
}

const PAGES = fileURLToPath(new URL('../../../dist/pages', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/**
 * Serves dist/pages below a folder as any host of files does: what is there, index.html for the folder, and
 * 404.html for all the rest, with that status. It knows nothing of an app or an API.
 */
export async function startFileHost(folder = '/'): Promise<FileHost> {
  const server = createServer((request, reply) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    void fileFor(pathname, folder).then(({ status, type, body }) => {
      reply.writeHead(status, { 'Content-Type': type });
      reply.end(body);
    });
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function fileFor(
  path: string,
  folder: string,
): Promise<{ readonly status: number; readonly type: string; readonly body: Buffer }> {
  const name = path === folder ? 'index.html' : path.slice(folder.length);
  try {
    if (!path.startsWith(folder)) throw new Error('Outside of the folder.');
    const type = TYPES[extname(name)] ?? 'text/plain';
    return { status: 200, type, body: await readFile(join(PAGES, name)) };
  } catch {
    const body = await readFile(join(PAGES, '404.html'));
    return { status: 404, type: 'text/html; charset=utf-8', body };
  }
}

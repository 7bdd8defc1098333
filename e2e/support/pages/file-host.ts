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

const HTML = 'text/html; charset=utf-8';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': HTML,
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

export interface FileHostOptions {
  /** Where copies of dist/pages lie; the root where nothing is said. */
  readonly folders?: readonly string[];
  /** The page of another project on the same host, by its path. */
  readonly others?: Readonly<Record<string, string>>;
  /** Answers with the page of the first folder what is not there, as hosts for apps of one page do. */
  readonly hasFallback?: boolean;
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer | string;
}

/**
 * Serves dist/pages as any host of files does: what is there, index.html for a folder, and 404.html for all
 * the rest, with that status. It knows nothing of an app or an API.
 */
export async function startFileHost(options: FileHostOptions = {}): Promise<FileHost> {
  const server = createServer((request, reply) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    void answer(pathname, options).then(({ status, type, body }) => {
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

async function answer(
  path: string,
  { folders = ['/'], others = {}, hasFallback = false }: FileHostOptions,
): Promise<Reply> {
  const other = others[path];
  if (other !== undefined) return { status: 200, type: HTML, body: other };
  // The deepest: a copy may lie within another.
  const folder = folders.findLast((folder) => path.startsWith(folder));
  if (folder !== undefined) {
    const name = path === folder ? 'index.html' : path.slice(folder.length);
    try {
      const body = await readFile(join(PAGES, name));
      return { status: 200, type: TYPES[extname(name)] ?? 'text/plain', body };
    } catch {
      // There is no such file.
    }
  }
  const [status, name] = hasFallback ? [200, 'index.html'] : [404, '404.html'];
  return { status, type: HTML, body: await readFile(join(PAGES, name)) };
}

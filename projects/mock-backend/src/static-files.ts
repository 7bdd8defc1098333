import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { getMimeType } from 'hono/utils/mime';

/**
 * Serves a built single-page app: its files, and index.html for every other path without an extension, which
 * the app's own router then handles. A missing file with one is a 404, not a page that fails to parse as script.
 */
export function staticFiles(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return notFound();
    const path = decodedPath(request);
    if (path === null) return notFound();
    const wanted = extname(path) === '' ? 'index.html' : path;
    const file = await fileInside(folder, wanted);
    if (file === null) return notFound();
    const headers = { 'Content-Type': getMimeType(file) ?? 'application/octet-stream' };
    const body = request.method === 'HEAD' ? null : await readFile(file);
    return new Response(body, { headers: { ...headers, 'Cache-Control': 'no-cache' } });
  };
}

function decodedPath(request: Request): string | null {
  try {
    return decodeURIComponent(new URL(request.url).pathname);
  } catch {
    return null;
  }
}

/** The file's real path, or null if there is none or it lies outside of the folder, by `..` or by a link. */
async function fileInside(folder: string, path: string): Promise<string | null> {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    return file.startsWith(root + sep) && (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}

function notFound(): Response {
  return Response.json({ message: 'Not found.' }, { status: 404 });
}

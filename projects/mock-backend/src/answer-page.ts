import { pageWithBase } from './page-with-base.ts';

export interface AnswerPageOptions {
  /** Where the app lies: '/', or a folder of the file host such as '/movie-tracker/'. */
  readonly folder: string;
  /** Asks the file host. */
  readonly fetchFile: (request: Request) => Promise<Response>;
}

/**
 * The page for a path below the app's folder. What lies there on the host goes first: it may be another project,
 * since one host often has many. The app gets what the host has no file for.
 */
export async function answerPage(
  request: Request,
  { folder, fetchFile }: AnswerPageOptions,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  const appUrl = new URL(folder, request.url);
  const app = () => fetchFile(new Request(appUrl, { cache: 'no-cache' }));
  if (pathname === folder) return app();

  const file = await fetchFile(request);
  // A redirect, which the browser follows, has no status here.
  if (file.type === 'opaqueredirect') return file;
  // Of the app's routes none ends so: this is a folder, maybe with a copy of the app.
  if (file.ok && pathname.endsWith('/')) return file;

  const appFile = await app();
  const html = await appFile.text();
  // Some hosts answer all they do not have with the app's page.
  if (file.ok && (await file.clone().text()) !== html) return file;
  const headers = new Headers(appFile.headers);
  // These are about the bytes that came, not about the text.
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  return new Response(pageWithBase(html, folder), { headers, status: appFile.status });
}

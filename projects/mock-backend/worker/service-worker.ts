import { answerWithin } from '../src/answer-within.ts';
import { isPagePath } from '../src/is-page-path.ts';
import { pageWithBase } from '../src/page-with-base.ts';
import { createPersistentApp } from '../src/persistent-app.ts';
import { indexedDbStore } from './indexed-db-store.ts';

// The mock backend in the browser: it answers the page's calls to /api, wherever the page lies, and the
// app's own routes, which a file host does not know.

declare const self: ServiceWorkerGlobalScope;

const API = '/api';
/**
 * Milliseconds. A page that gives a request up need not tell its worker so (Chromium does not), and one that
 * hangs for ever would keep the worker up until the browser ends it, with all that is under way.
 */
const LONGEST_ANSWER = 60_000;
/** Where the app lies: '/', or a folder of the file host such as '/movie-tracker/'. */
const folder = new URL(self.registration.scope).pathname;
// Two copies of the demo on one host have a state each.
const store = indexedDbStore(`mock-backend ${folder}`);
const answer = createPersistentApp({ basePath: API, limitBodies: false, store });

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
// A page that was reloaded past its worker asks for it.
self.addEventListener('message', (event) => {
  if (event.data === 'claim') event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (pathname === API || pathname.startsWith(`${API}/`)) {
    event.respondWith(answerWithin(LONGEST_ANSWER, answer(request)));
  } else if (request.mode === 'navigate' && isPagePath(pathname, folder)) {
    event.respondWith(page());
  }
});

async function page(): Promise<Response> {
  const file = await fetch(self.registration.scope, { cache: 'no-cache' });
  if (!file.ok) return file;
  const { status } = file;
  const headers = new Headers(file.headers);
  // These are about the bytes that came, not about the text.
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  return new Response(pageWithBase(await file.text(), folder), { headers, status });
}

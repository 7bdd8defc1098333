import { answerPage } from '../src/answer-page.ts';
import { answerWithin } from '../src/answer-within.ts';
import { isPagePath } from '../src/is-page-path.ts';
import { createPersistentApp } from '../src/persistent-app.ts';
import { TWIN_PATH } from '../src/twin-path.ts';
import { indexedDbStore } from './indexed-db-store.ts';

// The mock backend in the browser: it answers the page's calls to /api, wherever the page lies, and the
// app's own routes, where the file host has nothing.

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
  } else if (request.method === 'POST' && pathname === `${folder}visit`) {
    event.respondWith(beginVisit());
  } else if (request.mode === 'navigate' && isPagePath(pathname, folder)) {
    event.respondWith(answerPage(request, { folder, fetchFile: fetch }));
  }
});

/**
 * An experiment puts the switches back when it ends, but whoever closes the page or loads it again in the middle
 * leaves them. A server is restarted some day; here they would stay for ever. So the only page that is open
 * begins with a server that works.
 */
async function beginVisit(): Promise<Response> {
  const pages = await self.clients.matchAll({ type: 'window' });
  if (pages.length > 1) return new Response(null, { status: 204 });
  for (const api of [API, `${API}${TWIN_PATH}`]) {
    await answer(new Request(`${api}/faults`, { method: 'PUT', body: '{}' }));
  }
  return new Response(null, { status: 204 });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerPage } from './answer-page.ts';

const APP = '<base href="./" />';

/** What a page is, where these files are on the host, and the app's page is in /demo/. */
async function pageAt(path: string, files: Record<string, Response> = {}): Promise<string> {
  const request = new Request(`https://a.example${path}`);
  const reply = await answerPage(request, {
    folder: '/demo/',
    fetchFile: ({ url }) => {
      const { pathname } = new URL(url);
      const app = pathname === '/demo/' ? new Response(APP) : undefined;
      return Promise.resolve(files[pathname] ?? app ?? new Response('Missing.', { status: 404 }));
    },
  });
  if (reply.type !== 'default') return reply.type;
  return `${reply.ok ? '' : `${reply.status} `}${await reply.text()}`;
}

test("the app's page answers for what the host does not have, with the folder as its base", async () => {
  assert.equal(await pageAt('/demo/movies/3?from=mail'), '<base href="/demo/" />');
  assert.equal(await pageAt('/demo/movies/'), '<base href="/demo/" />');
});

test("in the app's own folder it stays as it is", async () => {
  assert.equal(await pageAt('/demo/'), APP);
});

test("the app's page is never an old one, whose files are gone", async () => {
  const asked: string[] = [];
  for (const path of ['/demo/', '/demo/movies']) {
    await answerPage(new Request(`https://a.example${path}`), {
      folder: '/demo/',
      fetchFile: ({ url, cache }) => {
        asked.push(`${new URL(url).pathname} ${cache}`);
        return Promise.resolve(new Response('', { status: url.endsWith('/demo/') ? 200 : 404 }));
      },
    });
  }
  assert.deepEqual(asked, ['/demo/ no-cache', '/demo/movies default', '/demo/ no-cache']);
});

test('another project below the folder keeps its pages', async () => {
  assert.equal(await pageAt('/demo/b/c', { '/demo/b/c': new Response('Another') }), 'Another');
});

test('a copy of the app in a folder below is left alone', async () => {
  assert.equal(await pageAt('/demo/copy/', { '/demo/copy/': new Response(APP) }), APP);
});

test('where the host answers with the app for what it does not have, the base is set too', async () => {
  const files = { '/demo/movies': new Response(APP) };
  assert.equal(await pageAt('/demo/movies', files), '<base href="/demo/" />');
});

test('a redirect of the host is handed on', async () => {
  // Only a browser makes one.
  const redirect = Object.defineProperties(new Response(), {
    type: { value: 'opaqueredirect' },
    ok: { value: false },
  });
  assert.equal(await pageAt('/demo/b', { '/demo/b': redirect }), 'opaqueredirect');
});

test('a host that has lost the page says so', async () => {
  const files = { '/demo/': new Response('Gone.', { status: 410 }) };
  assert.equal(await pageAt('/demo/movies', files), '410 Gone.');
});

test('what is about the bytes that came is not said of the page', async () => {
  const headers = { 'Content-Encoding': 'br', 'Content-Length': '9', 'X-Frame-Options': 'DENY' };
  const reply = await answerPage(new Request('https://a.example/demo/movies'), {
    folder: '/demo/',
    fetchFile: ({ url }) =>
      Promise.resolve(
        url.endsWith('/demo/') ? new Response(APP, { headers }) : new Response('', { status: 404 }),
      ),
  });
  assert.deepEqual(Object.keys(Object.fromEntries(reply.headers)).sort(), [
    'content-type',
    'x-frame-options',
  ]);
});

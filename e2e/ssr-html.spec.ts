import { GUARDED, NAMES } from './support/ssr/pages.ts';
import { expect, test } from './support/ssr/test.ts';
import type { Variant } from './support/ssr/ssr-server.ts';

const UNKNOWN = '<span data-testid="session">one moment</span>';
const EMPTY_OUTLET = /<main><router-outlet><\/router-outlet>(<!--.*?-->)*<\/main>/;
const VARIANTS: readonly Variant[] = ['local-storage', 'custom-header', 'cookie'];

for (const variant of VARIANTS) {
  test.describe(variant, () => {
    test.use({ variant });

    test('V1 a render asks for nothing that only browsers have, and knows no session', async ({
      server,
    }) => {
      for (const path of ['/', '/account', '/login', '/nowhere']) {
        // Both are of a good session, which is not the server's to use.
        const { html } = await server.render(path, 'refresh_token=good; XSRF-TOKEN=good');
        expect(html).toContain(UNKNOWN);
      }
      const { touched, errors, greeted } = await server.probe();
      expect(touched).toEqual([]);
      expect(errors).toEqual([]);
      expect(greeted).toEqual(['nobody']);
      expect((await server.stats()).refreshCalls).toBe(0);
    });

    test('V3 a render comes to its end and leaves no timer', async ({ server }) => {
      // It is only the test's own time limit that ends this, should a render wait for a session.
      for (const path of ['/', '/account', '/team/members', '/admin', '/login']) {
        expect((await server.render(path)).html).toContain('</html>');
      }
      await expect.poll(async () => (await server.probe()).timers).toBe(0);
    });

    for (const [id, path] of [
      ['V10', '/internal'],
      ['V12', '/own-client'],
    ] as const) {
      test(`${id} no answer of the API is handed over at ${path}`, async ({ server }) => {
        const { html, transferState } = await server.render(path);
        expect(html.match(/Hello, nobody/g)).toHaveLength(2);
        expect(transferState).toContain('__nghData__');
        expect(transferState).not.toContain('nobody');
      });
    }

    test('V5 no token and no answer of the API is in what the server hands over', async ({
      server,
    }) => {
      const { html, transferState } = await server.render('/');
      expect(html).toContain('Hello, nobody');
      expect(transferState).toContain('__nghData__');
      expect(transferState).not.toContain('nobody');
      for (const [path] of GUARDED) {
        const page = await server.render(path);
        expect(page.transferState).toContain('__nghData__');
        expect(page.html).not.toMatch(/eyJ[\w-]+\.|accessToken|refreshToken|"username"/);
      }
    });
  });
}

for (const [path, slot, element] of GUARDED) {
  test(`V6 a page behind ${slot} is a shell with an empty outlet, under its own URL`, async ({
    server,
  }) => {
    const { status, location, html } = await server.render(`${path}?tab=2`);
    expect(status).toBe(200);
    expect(location).toBeNull();
    expect(html).toContain(UNKNOWN);
    expect(html).toMatch(EMPTY_OUTLET);
    expect(html).not.toContain(element);
    expect((await server.stats()).requests).toEqual({});
  });
}

test('V6 the login page waits for the browser too; the wildcard is for unknown pages', async ({
  server,
}) => {
  expect((await server.render('/login')).html).toMatch(EMPTY_OUTLET);
  expect((await server.render('/nowhere')).html).toContain('There is no such page');
});

test('V2 renders at the same time share nothing', async ({ server }) => {
  const tokens = {
    admin: await accessToken(server.url, 'admin'),
    viewer: await accessToken(server.url, 'viewer'),
  };
  // Long enough for all to wait for the API at once.
  await server.setFaults({ latency: 300 });
  const visitors = ['admin', 'viewer', null, 'viewer', null, 'admin', null, null] as const;
  const pages = await Promise.all(
    visitors.map((user) => server.render('/', user ? `page-token=${tokens[user]}` : '')),
  );
  expect(pages.map(({ html }) => namesIn(html))).toEqual(
    visitors.map((user) => (user ? [NAMES[user]] : [])),
  );
  for (const [index, { html }] of pages.entries()) {
    expect(html.includes(UNKNOWN)).toBe(visitors[index] === null);
    expect(html).not.toContain('eyJ');
  }
  // Not even the visitor's own token went out: nobody but the browser knows the session.
  const { greeted, mostAtOnce } = await server.probe();
  expect(greeted).toEqual(visitors.map(() => 'nobody'));
  expect(mostAtOnce).toBe(visitors.length);
});

function namesIn(html: string): string[] {
  return Object.values(NAMES).filter((name) => html.includes(name));
}

async function accessToken(url: string, username: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    body: JSON.stringify({ username, password: 'password' }),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}

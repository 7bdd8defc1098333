import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFixture, runTwice, writeFiles } from '../spec-support/fixture.ts';
import { changesOf, createApp } from '../spec-support/workspace.ts';

const ALL = { loginPage: true };

describe('addLoginPage', () => {
  it('puts its route first, where no other can take its place', async () => {
    const tree = await createFixture({
      'app.routes.ts':
        "export const routes = [\n  { path: ':page', component: Page },\n  { path: '**', component: NotFound },\n];\n",
    });
    const result = await runTwice(tree, ALL);
    assert.equal(
      result.tree.readContent('/src/app/app.routes.ts'),
      `import { guestGuard } from 'ngx-jwt-auth';

export const routes = [
  { path: 'login', canActivate: [guestGuard], loadComponent: () => import('./login-page') },
  { path: ':page', component: Page },
  { path: '**', component: NotFound },
];
`,
    );
  });

  it('adds no second route of the path', async () => {
    for (const routes of [
      "[{ path: 'login', component: Mine }]",
      "[{ path: '', children: [{ path: 'login', component: Mine }] }]",
    ]) {
      const text = `export const routes = ${routes};\n`;
      const tree = await createFixture({ 'app.routes.ts': text });
      const result = await runTwice(tree, ALL);
      assert.deepEqual(Object.keys(changesOf(tree, result.tree)), ['/src/app/app.config.ts']);
      assert.ok(
        result.log.includes("  kept: route 'login' is there already; no sign-in page was written."),
      );
      assert.ok(
        result.log.some((each) => each.startsWith('  - the sign-in page at /login calls:')),
      );
    }
  });

  it('overwrites no file, and gives the route for it', async () => {
    const tree = await createFixture({ 'login-page.ts': '// mine\n' });
    const result = await runTwice(tree, ALL);
    assert.deepEqual(Object.keys(changesOf(tree, result.tree)), ['/src/app/app.config.ts']);
    assert.ok(
      result.log.includes(
        '  kept: src/app/login-page.ts is there already. If it is the sign-in page, its route is ' +
          "{ path: 'login', canActivate: [guestGuard], loadComponent: () => import('./login-page') }.",
      ),
    );
  });

  it('writes none when told so', async () => {
    const tree = await createApp();
    const result = await runTwice(tree, { loginPage: false });
    assert.deepEqual(Object.keys(changesOf(tree, result.tree)), ['/src/app/app.config.ts']);
  });

  it('stands before no page that a lazy part may have', async () => {
    const tree = await createApp();
    writeFiles(tree, {
      'app.routes.ts':
        "export const routes = [{ path: 'auth', loadChildren: () => import('./auth.routes') }];\n",
    });
    const result = await runTwice(tree, { ...ALL, loginRoute: 'auth/login' });
    assert.deepEqual(Object.keys(changesOf(tree, result.tree)), ['/src/app/app.config.ts']);
    assert.ok(
      result.log.includes(
        "  kept: route 'auth' is loaded lazily and may have 'auth/login'; no sign-in page was written.",
      ),
    );
  });

  it('takes the names that the app uses', async () => {
    const tree = await createApp({ prefix: 'shop' });
    const path = '/angular.json';
    const workspace = JSON.parse(tree.readContent(path)) as {
      projects: { shop: { schematics: Record<string, object> } };
    };
    workspace.projects.shop.schematics['@schematics/angular:component'] = { type: 'component' };
    writeFiles(tree, { [path]: JSON.stringify(workspace) });
    const result = await runTwice(tree, ALL);
    const page = result.tree.readContent('/src/app/login-page.component.ts');
    assert.match(page, /selector: 'shop-login-page'/);
    assert.match(page, /export default class LoginPageComponent \{/);
    assert.match(
      result.tree.readContent('/src/app/app.routes.ts'),
      /import\('\.\/login-page\.component'\)/,
    );
  });

  it('takes the type of the whole workspace too', async () => {
    const tree = await createApp();
    const workspace = JSON.parse(tree.readContent('/angular.json')) as object;
    const schematics = { '@schematics/angular:component': { type: 'page' } };
    writeFiles(tree, { '/angular.json': JSON.stringify({ ...workspace, schematics }) });
    const result = await runTwice(tree, ALL);
    assert.ok(result.tree.exists('/src/app/login-page.page.ts'));
  });

  it('posts to the API, with cookies where they are of another origin', async () => {
    const options = { ...ALL, apiUrl: 'https://api.example.com/v1', loginEndpoint: 'login' };
    for (const [cookie, context] of [
      [true, '{ context: skipJwtAuth(), withCredentials: true }'],
      [false, '{ context: skipJwtAuth() }'],
    ] as const) {
      const { tree } = await runTwice(await createApp(), { ...options, cookie });
      const page = tree.readContent('/src/app/login-page.ts');
      assert.ok(page.includes(`'https://api.example.com/v1/login',`));
      assert.ok(page.includes(`          ${context},\n`));
    }
    const same = await runTwice(await createApp(), { ...ALL, cookie: true });
    assert.doesNotMatch(same.tree.readContent('/src/app/login-page.ts'), /withCredentials/);
  });
});

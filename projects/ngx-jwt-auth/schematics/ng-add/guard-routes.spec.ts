import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFixture, expectFiles, logOf, runTwice } from '../spec-support/fixture.ts';
import { run } from '../spec-support/workspace.ts';

/** An app that is set up already, so that only its routes change. */
const SET_UP = {
  'app.config.ts': `import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { jwtAuthInterceptor, provideJwtAuth } from 'ngx-jwt-auth';
import { routes } from './app.routes';

export const appConfig = {
  providers: [
    provideRouter(routes, withComponentInputBinding()),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    provideJwtAuth(),
  ],
};
`,
};
const IMPORT = "import { authGuard } from 'ngx-jwt-auth';\n";

function file(routes: string, imports = ''): string {
  return `import type { Routes } from '@angular/router';
${imports}
export const routes: Routes = [
${routes}];
`;
}

describe('guardRoutes', () => {
  const cases: readonly [name: string, guard: string, before: string, after: string][] = [
    [
      'exactly the routes of these paths',
      'admin, /account/',
      "  { path: 'admin', component: Admin },\n  { path: 'administration', component: Other },\n  { path: 'account', component: Account },\n",
      "  { path: 'admin', canActivate: [authGuard], component: Admin },\n  { path: 'administration', component: Other },\n  { path: 'account', canActivate: [authGuard], component: Account },\n",
    ],
    [
      'a child by its whole path',
      'shop/orders',
      "  { path: 'orders', component: A },\n  {\n    path: 'shop',\n    children: [\n      { path: '', component: B },\n      { path: 'orders', component: C },\n    ],\n  },\n",
      "  { path: 'orders', component: A },\n  {\n    path: 'shop',\n    children: [\n      { path: '', component: B },\n      { path: 'orders', canActivate: [authGuard], component: C },\n    ],\n  },\n",
    ],
    [
      'in front of other guards',
      'a,b',
      "  { path: 'a', canActivate: [mine], component: A },\n  { path: 'b', component: B, canActivate: guards },\n",
      "  { path: 'a', canActivate: [authGuard, mine], component: A },\n  { path: 'b', component: B, canActivate: [authGuard, ...guards] },\n",
    ],
    [
      'with canMatch where code is loaded, or other guards match',
      'a,b',
      "  { path: 'a', loadChildren: () => import('./a') },\n  { path: 'b', canMatch: [flag], component: B },\n",
      "  { path: 'a', canMatch: [authGuard], loadChildren: () => import('./a') },\n  { path: 'b', canMatch: [authGuard, flag], component: B },\n",
    ],
    [
      'all routes of one path',
      'a',
      "  { path: 'a', canMatch: [flag], component: A },\n  { path: 'a', component: B },\n",
      "  { path: 'a', canMatch: [authGuard, flag], component: A },\n  { path: 'a', canActivate: [authGuard], component: B },\n",
    ],
    [
      'routes of several lines',
      'a',
      "  {\n    title: 'A',\n    path: 'a', // the first\n    component: A\n  },\n",
      "  {\n    title: 'A',\n    path: 'a', // the first\n    canActivate: [authGuard],\n    component: A\n  },\n",
    ],
    [
      'a route on a line that gets too long',
      'a',
      `  { path: 'a', title: '${'A'.repeat(50)}', component: A },\n`,
      `  {\n    path: 'a',\n    canActivate: [authGuard],\n    title: '${'A'.repeat(50)}',\n    component: A,\n  },\n`,
    ],
  ];
  for (const [name, guard, before, after] of cases) {
    it(`guards ${name}`, () =>
      expectFiles(
        { ...SET_UP, 'app.routes.ts': file(before) },
        { 'app.routes.ts': file(after, IMPORT) },
        { guard },
      ));
  }

  it('follows spreads, constants and other files', () =>
    expectFiles(
      {
        ...SET_UP,
        'app.routes.ts': file('  ...admin,\n', "import admin from './admin';\n"),
        'admin.ts':
          "import { PATHS } from './paths';\nconst admin = [{ path: PATHS.admin, component: A }];\nexport default admin;\n",
        'paths.ts': "export const PATHS = { admin: 'admin' } as const;\n",
      },
      {
        'admin.ts': `import { authGuard } from 'ngx-jwt-auth';
import { PATHS } from './paths';
const admin = [{ path: PATHS.admin, canActivate: [authGuard], component: A }];
export default admin;
`,
      },
      { guard: 'admin' },
    ));

  it('finds routes that a file exports without a name', () =>
    expectFiles(
      {
        ...SET_UP,
        'app.config.ts': SET_UP['app.config.ts'].replace('{ routes }', 'routes'),
        'app.routes.ts': "export default [{ path: 'a', component: A }] satisfies Routes;\n",
      },
      {
        'app.routes.ts': `${IMPORT}
export default [{ path: 'a', canActivate: [authGuard], component: A }] satisfies Routes;
`,
      },
      { guard: 'a' },
    ));

  it("gives the library's guard another name beside an own authGuard", () => {
    const mine = "import { authGuard } from './auth-guard';\n";
    return expectFiles(
      { ...SET_UP, 'app.routes.ts': file("  { path: 'a', canActivate: [authGuard] },\n", mine) },
      {
        'app.routes.ts': file(
          "  { path: 'a', canActivate: [jwtAuthGuard, authGuard] },\n",
          `import { authGuard as jwtAuthGuard } from 'ngx-jwt-auth';\n${mine}`,
        ),
      },
      { guard: 'a' },
    );
  });

  it('keeps what one of the guards protects already', async () => {
    const log = await logOf(
      {
        ...SET_UP,
        'app.routes.ts': file(
          "  { path: 'a', canActivate: [authGuard] },\n  { path: 'b', canMatch: [roleGuard('admin')] },\n  { path: 'c', canActivate: [claimsGuard(isAdult)] },\n",
          "import { authGuard, claimsGuard, roleGuard } from 'ngx-jwt-auth';\n",
        ),
      },
      {},
      { guard: 'a,b,c' },
    );
    for (const path of ['a', 'b', 'c']) {
      assert.ok(log.includes(`  kept: route '${path}' is guarded already.`));
    }
  });

  it('guards the routes of eager modules', async () => {
    const tree = await createFixture({
      '/src/main.ts': `import { platformBrowser } from '@angular/platform-browser';
import { AppModule } from './app/app-module';
platformBrowser().bootstrapModule(AppModule).catch(console.error);
`,
      'app-module.ts': `import { NgModule } from '@angular/core';
import { RouterModule } from '@angular/router';
import { ShopModule } from './shop-module';

@NgModule({ imports: [RouterModule.forRoot([]), ShopModule] })
export class AppModule {}
`,
      'shop-module.ts': `import { NgModule } from '@angular/core';
import { RouterModule } from '@angular/router';

@NgModule({ imports: [RouterModule.forChild([{ path: 'shop', component: Shop }])] })
export class ShopModule {}
`,
    });
    const result = await runTwice(tree, { guard: 'shop' });
    assert.match(
      result.tree.readContent('/src/app/shop-module.ts'),
      /forChild\(\[\{\n {2}path: 'shop',\n {2}canActivate: \[authGuard\],\n {2}component: Shop,\n\}\]\)/,
    );
  });

  const refusals: readonly [name: string, routes: string, message: RegExp][] = [
    [
      'a path that is not there, and names those that are',
      "  { path: '', component: A },\n  { path: 'b', children: [{ path: 'c' }] },\n",
      /--guard 'a' is no route of this app\. Its routes: '', b, b\/c\./,
    ],
    [
      'a redirect',
      "  { path: 'a', redirectTo: 'b' },\n",
      /--guard 'a' is a redirect.*route that it leads to/,
    ],
    ['any path without routes', '', /--guard 'a' cannot be set: no routes were found/],
  ];
  for (const [name, routes, message] of refusals) {
    it(`refuses ${name}`, async () => {
      const tree = await createFixture({ ...SET_UP, 'app.routes.ts': file(routes) });
      await assert.rejects(run('ng-add', tree, { guard: 'a' }), message);
    });
  }
});

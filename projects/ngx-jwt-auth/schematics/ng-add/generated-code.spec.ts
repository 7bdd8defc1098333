// What `ng add` writes has to compile, as strictly as Angular can.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { UnitTestTree } from '@angular-devkit/schematics/testing/index.js';
import { createFixture, writeFiles } from '../spec-support/fixture.ts';
import { createApp, run } from '../spec-support/workspace.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

let folder: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'ngx-jwt-auth-ng-add-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of ['@angular', 'rxjs', 'tslib']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'junction');
  }
  symlinkSync(join(ROOT, 'dist/ngx-jwt-auth'), join(modules, 'ngx-jwt-auth'), 'junction');
});

after(() => {
  rmSync(folder, { recursive: true });
});

/** An app of NgModules that has HttpClientModule. */
async function createModuleApp(): Promise<UnitTestTree> {
  const tree = await createApp({ standalone: false });
  const path = '/src/app/app-module.ts';
  const module = tree
    .readContent(path)
    .replace('BrowserModule,', 'BrowserModule,\n    HttpClientModule,')
    .replace('@NgModule', "import { HttpClientModule } from '@angular/common/http';\n@NgModule");
  writeFiles(tree, { [path]: module });
  return tree;
}

/** An app with routes to guard, interceptors, and double quotes. */
function createOwnApp(): Promise<UnitTestTree> {
  return createFixture({
    'app.config.ts': `import type { ApplicationConfig } from "@angular/core";
import { provideHttpClient, withInterceptors, type HttpInterceptorFn } from "@angular/common/http";
import { provideRouter } from "@angular/router";
import { routes } from "./app.routes";

const log: HttpInterceptorFn = (request, next) => next(request);
const interceptors = [log];

export const appConfig: ApplicationConfig = {
  providers: [provideRouter(routes), provideHttpClient(withInterceptors(interceptors))],
};
`,
    'app.routes.ts': `import type { CanActivateFn, Routes } from "@angular/router";
import { App } from "./app";

const authGuard: CanActivateFn = () => true;
const guards = [authGuard];

export const routes: Routes = [
  { path: "a", component: App, canActivate: [authGuard] },
  { path: "b", component: App, canActivate: guards },
  { path: "c", loadChildren: () => [] },
];
`,
  });
}

describe('what ng add writes', () => {
  it('compiles under strict and strictTemplates', async () => {
    const api = { apiUrl: 'https://api.example.com', loginRoute: 'account/sign-in' };
    const apps: Readonly<Record<string, readonly [UnitTestTree, object]>> = {
      plain: [await createApp(), {}],
      module: [
        await createApp({ standalone: false }),
        { ...api, store: 'session', logoutUrl: 'logout' },
      ],
      'http-module': [await createModuleApp(), { store: 'memory', refreshUrl: 'none' }],
      cookie: [await createApp({ ssr: true }), { ...api, cookie: true, logoutUrl: '/logout' }],
      'without-routes': [
        await createApp({ routing: false }),
        { refreshUrl: 'none', logoutUrl: '/logout' },
      ],
      own: [await createOwnApp(), { guard: 'a,b,c' }],
    };
    for (const [name, [tree, options]] of Object.entries(apps)) {
      const result = await run('ng-add', tree, options);
      writeSources(name, result.tree);
    }
    const tsconfig = {
      compilerOptions: {
        strict: true,
        noImplicitOverride: true,
        noImplicitReturns: true,
        noPropertyAccessFromIndexSignature: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        noUnusedLocals: true,
        isolatedModules: true,
        target: 'ES2022',
        module: 'preserve',
        experimentalDecorators: true,
        types: [],
        noEmit: true,
      },
      angularCompilerOptions: { strictTemplates: true, strictInjectionParameters: true },
      // server.ts is Express, which is not installed here.
      include: ['*/src/main.ts', '*/src/app/**/*.ts'],
      exclude: ['node_modules', '*/src/app/*.server.ts'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    const ngc = join(ROOT, 'node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [ngc, '-p', folder], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout + stderr);
  });
});

/** Writes the sources of an app into a folder of its own. */
function writeSources(name: string, tree: UnitTestTree): void {
  for (const path of tree.files.filter((each) => each.startsWith('/src/'))) {
    const target = join(folder, name, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, tree.read(path) ?? '');
  }
}

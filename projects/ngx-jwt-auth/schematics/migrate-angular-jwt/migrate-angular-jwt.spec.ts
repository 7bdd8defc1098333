// The schematic as the CLI runs it: compiled, from the built package.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, beforeEach, describe, it } from 'node:test';
import { Tree } from '@angular-devkit/schematics';
import {
  SchematicTestRunner,
  type UnitTestTree,
} from '@angular-devkit/schematics/testing/index.js';
import { dist, requireBuiltPackage } from '../../../../tools/built-package.mjs';

const CONFIG = `import { provideHttpClient, withInterceptorsFromDi } from '@angular/common/http';
import { ApplicationConfig, importProvidersFrom } from '@angular/core';
import { JwtModule } from '@auth0/angular-jwt';

export const appConfig: ApplicationConfig = {
  providers: [
    provideHttpClient(withInterceptorsFromDi()),
    importProvidersFrom(
      JwtModule.forRoot({ config: { tokenGetter: () => localStorage.getItem('token') } }),
    ),
  ],
};
`;

const SIGN_IN = "export const signIn = (token: string) => localStorage.setItem('token', token);\n";

const INTERCEPTOR = `let isRefreshing = false;

export const refreshInterceptor: HttpInterceptorFn = (request, next) =>
  next(request).pipe(catchError((error) => (error.status === 401 ? refresh() : throwError(() => error))));
`;

interface Project {
  projectType: string;
  root: string;
  sourceRoot?: string;
}

const shop: Project = { projectType: 'application', root: 'shop', sourceRoot: 'shop/src' };
const admin: Project = { projectType: 'application', root: 'admin' };
const ui: Project = { projectType: 'library', root: 'ui' };

let tree: Tree;
let log: string[];

before(() => {
  requireBuiltPackage();
});

beforeEach(() => {
  tree = Tree.empty();
  log = [];
  writeProjects({ shop, ui });
  const dependencies = {
    '@angular/core': '^21.2.0',
    '@auth0/angular-jwt': '^5.2.0',
    rxjs: '~7.8.0',
  };
  tree.create('/package.json', `${JSON.stringify({ name: 'x', dependencies }, null, 4)}\n`);
  tree.create('/shop/src/app/app.config.ts', CONFIG);
  tree.create('/shop/src/app/sign-in.ts', SIGN_IN);
});

function writeProjects(projects: Readonly<Record<string, Project>>): void {
  const text = JSON.stringify({ version: 1, projects });
  if (tree.exists('/angular.json')) tree.overwrite('/angular.json', text);
  else tree.create('/angular.json', text);
}

async function run(
  options: object = {},
): Promise<{ result: UnitTestTree; tasks: readonly string[] }> {
  const runner = new SchematicTestRunner('ngx-jwt-auth', join(dist, 'schematics/collection.json'));
  runner.logger.subscribe(({ message }) => log.push(message));
  const result = await runner.runSchematic('migrate-angular-jwt', options, tree);
  return { result, tasks: runner.tasks.map(({ name }) => name) };
}

describe('migrate-angular-jwt', () => {
  it('keeps the byte order mark of a file', async () => {
    tree.overwrite('/shop/src/app/app.config.ts', `\uFEFF${CONFIG}`);
    const { result } = await run();
    const text = result.read('/shop/src/app/app.config.ts')?.toString('utf8');
    assert.match(text ?? '', /^\uFEFFimport [^]*provideJwtAuth\(/);
  });

  it('moves the only application over', async () => {
    const { result, tasks } = await run();
    assert.match(result.readText('/shop/src/app/app.config.ts'), /provideJwtAuth\(/);
    assert.ok(result.exists('/shop/src/app/legacy-token-store.ts'));
    assert.equal(
      result.readText('/package.json'),
      `{\n    "name": "x",\n    "dependencies": {\n        "@angular/core": "^21.2.0",\n        "rxjs": "~7.8.0"\n    }\n}\n`,
    );
    assert.deepEqual(tasks, ['node-package']);
  });

  it('says what it did, and what is left, with file and line', async () => {
    tree.create('/shop/src/app/refresh.interceptor.ts', INTERCEPTOR);
    await run();
    assert.deepEqual(log, [
      'Moved over: 1 set-up(s) of @auth0/angular-jwt.',
      'Check attachTo: allowedDomains had no scheme. neverAttachTo covers what is below.',
      'shop/src/app/legacy-token-store.ts goes on with the token where your own code keeps it.',
      '@auth0/angular-jwt was removed from package.json.',
      'Left to do, marked with "// ngx-jwt-auth:":',
      '  shop/src/app/sign-in.ts:1: call JwtAuth.signIn(reply) instead. Until then LegacyTokenStore sees to it.',
      'shop/src/app/refresh.interceptor.ts:3: an interceptor that refreshes by itself. ' +
        'jwtAuthInterceptor and withTokenRefresh() do that: see ' +
        'docs/from-a-hand-written-interceptor.md, then remove it. It was left as it is.',
    ]);
  });

  it('warns loudly where no token is sent before somebody signs in', async () => {
    const { result } = await run({
      store: 'local',
      refreshUrl: '/auth/refresh',
      skipInstall: true,
    });
    const text = result.readText('/shop/src/app/app.config.ts');
    assert.match(text, /withTokenStore\(localStorageTokenStore\(\)\)/);
    assert.match(text, /withTokenRefresh\('\/auth\/refresh'\)/);
    assert.ok(!result.exists('/shop/src/app/legacy-token-store.ts'));
    assert.ok(
      log.some((line) => line.includes('NO TOKEN IS SENT')),
      log.join('\n'),
    );
    assert.ok(log.some((line) => line.includes('sign-in.ts:1: call JwtAuth.signIn(reply)')));
  });

  it('installs nothing where it is told so, and nothing has changed the second time', async () => {
    const once = await run({ skipInstall: true });
    assert.deepEqual(once.tasks, []);
    const files = (result: UnitTestTree): unknown =>
      result.files.map((path) => [path, result.readText(path)]);
    const before = files(once.result);
    tree = once.result;
    const twice = await run();
    assert.deepEqual(files(twice.result), before);
    assert.deepEqual(twice.tasks, []);
  });

  it('keeps the package that another project uses, and leaves that alone', async () => {
    writeProjects({ shop, admin });
    tree.create('/admin/main.ts', CONFIG);
    const { result } = await run({ project: 'shop' });
    assert.equal(result.readText('/admin/main.ts'), CONFIG);
    assert.match(result.readText('/package.json'), /auth0/);
    assert.ok(log.includes('@auth0/angular-jwt stays in package.json, for admin/main.ts.'));
  });

  it('moves a project without a source root over', async () => {
    writeProjects({ shop, admin });
    tree.create('/admin/main.ts', CONFIG);
    const { result } = await run({ project: 'admin' });
    assert.match(result.readText('/admin/main.ts'), /provideJwtAuth\(/);
    assert.equal(result.readText('/shop/src/app/app.config.ts'), CONFIG);
  });

  it('leaves alone a project that lies within the folder of another', async () => {
    writeProjects({ shop: { projectType: 'application', root: '' }, admin });
    tree.create('/admin/main.ts', CONFIG);
    tree.create(
      '/main.ts',
      `import { importProvidersFrom } from '@angular/core';
import { JwtModule } from '@auth0/angular-jwt';
import { http } from './admin/http';
export const providers = [...http, importProvidersFrom(JwtModule.forRoot({ config: {} }))];
`,
    );
    const http = `import { provideHttpClient } from '@angular/common/http';
export const http = [provideHttpClient()];
`;
    tree.create('/admin/http.ts', http);
    const { result } = await run({ project: 'shop' });
    assert.match(result.readText('/main.ts'), /provideHttpClient\([^]*provideJwtAuth\(/);
    assert.equal(result.readText('/admin/main.ts'), CONFIG);
    assert.equal(result.readText('/admin/http.ts'), http);
  });

  describe('with a file that another project imports', () => {
    const http = `import { provideHttpClient } from '@angular/common/http';
export const http = [provideHttpClient()];
`;
    const getter = `export function getToken() {
  return localStorage.getItem('token');
}
`;
    const config = CONFIG.replace('\nexport', `import { http } from './http';\n\n${getter}\nexport`)
      .replace('provideHttpClient(withInterceptorsFromDi())', '...http')
      .replace("() => localStorage.getItem('token')", 'getToken');

    beforeEach(() => {
      writeProjects({ shop, admin });
      tree.create(
        '/admin/tsconfig.json',
        '{ "compilerOptions": { "paths": { "shop/*": ["../shop/src/*"] } } }',
      );
      tree.create('/shop/src/app/http.ts', http);
      tree.overwrite('/shop/src/app/app.config.ts', config);
    });

    it('has a client of its own, and not that of both', async () => {
      tree.create('/shop/src/index.ts', "export * from './app/http';\n");
      tree.create('/admin/main.ts', "import { http } from '../shop/src';\nstart(http);\n");
      const { result } = await run({ project: 'shop' });
      assert.ok(
        result.readText('/shop/src/app/http.ts').endsWith('http = [provideHttpClient()];\n'),
      );
      const written = result.readText('/shop/src/app/app.config.ts');
      assert.match(written, /\.\.\.http,\s+provideHttpClient\(\s*withInterceptors\(\[legacyToken/);
      assert.doesNotMatch(written, /function getToken/);
    });

    it('keeps what that may import, and says so', async () => {
      tree.create(
        '/admin/main.ts',
        "import { getToken } from 'shop/app/app.config';\nstart(getToken());\n",
      );
      const { result } = await run({ project: 'shop' });
      const written = result.readText('/shop/src/app/app.config.ts');
      assert.ok(written.includes(getter), written);
      assert.match(result.readText('/shop/src/app/http.ts'), /jwtAuthInterceptor\]/);
      assert.ok(
        log.includes(
          'shop/src/app/app.config.ts was changed, and admin/main.ts of another project imports it: look there too.',
        ),
        log.join('\n'),
      );
    });
  });

  it('adds to the client of a file that it does not search', async () => {
    const http = `import { provideHttpClient } from '@angular/common/http';
export const http = [provideHttpClient()];
`;
    tree.create('/shop/src/app/http.mts', http);
    tree.overwrite(
      '/shop/src/app/app.config.ts',
      CONFIG.replace('\nexport', "import { http } from './http.mjs';\n\nexport").replace(
        'provideHttpClient(withInterceptorsFromDi())',
        '...http',
      ),
    );
    const { result } = await run();
    assert.match(result.readText('/shop/src/app/http.mts'), /jwtAuthInterceptor\]/);
    assert.ok(!log.some((line) => line.includes('http.mts goes on')), log.join('\n'));
  });

  it('looks at no typings, and at nothing that was built or installed', async () => {
    const text = "import { JwtHelperService } from '@auth0/angular-jwt';\n";
    const paths = ['node_modules/x/a.ts', 'dist/a.ts', '.cache/a.ts', 'a.d.ts', 'a.html'];
    for (const path of paths) tree.create(`/shop/src/${path}`, text);
    const { result } = await run();
    for (const path of paths) assert.equal(result.readText(`/shop/src/${path}`), text);
    assert.doesNotMatch(result.readText('/package.json'), /auth0/);
  });

  it('says that nothing was moved where a person has to start', async () => {
    tree.overwrite('/shop/src/app/app.config.ts', CONFIG.replace(/\{ config.*\}/, 'options'));
    const { result } = await run();
    assert.match(result.readText('/package.json'), /auth0/);
    assert.deepEqual(log, [
      'Nothing was moved over: first move by hand what is marked, then run again.',
      '@auth0/angular-jwt stays in package.json, for shop/src/app/app.config.ts.',
      'Left to do, marked with "// ngx-jwt-auth:":',
      '  shop/src/app/app.config.ts:9: this use of @auth0/angular-jwt cannot be moved by itself. Move it by hand, and run again.',
    ]);
  });

  for (const [what, options, projects, message] of [
    ['no project of two', {}, { shop, admin }, /Say which .*--project, one of shop, admin/],
    ['an unknown one', { project: 'x' }, { shop, ui }, /no project 'x'\. There are shop, ui/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      writeProjects(projects);
      await assert.rejects(run(options), message);
    });
  }
});

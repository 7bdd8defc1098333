import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFixture, runTwice, writeFiles } from '../spec-support/fixture.ts';
import { changesOf, createApp, run } from '../spec-support/workspace.ts';

const IMPORTS = `import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  jwtAuthInterceptor,
  localStorageTokenStore,
  provideJwtAuth,
  withTokenRefresh,
  withTokenStore
} from 'ngx-jwt-auth';
`;

describe('ng add', () => {
  it('sets up an app as `ng new` makes it, and says what it did', async () => {
    const tree = await createApp();
    const result = await runTwice(tree, { loginPage: true });
    const { '/src/app/login-page.ts': page, ...changes } = changesOf(tree, result.tree);
    assert.deepEqual(changes, {
      '/src/app/app.config.ts': `import { ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideRouter } from '@angular/router';
${IMPORTS}import { routes } from './app.routes';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(routes),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    provideJwtAuth(
      {},
      withTokenStore(localStorageTokenStore()),
      withTokenRefresh('/api/auth/refresh')
    )
  ]
};
`,
      '/src/app/app.routes.ts': `import { Routes } from '@angular/router';
import { guestGuard } from 'ngx-jwt-auth';

export const routes: Routes = [
  { path: 'login', canActivate: [guestGuard], loadComponent: () => import('./login-page') },
];
`,
    });
    assert.match(page ?? '', /export default class LoginPage \{/);
    assert.deepEqual(result.log, [
      'ngx-jwt-auth is set up in shop:',
      '  src/app/login-page.ts: a sign-in page, yours to change',
      "  src/app/app.routes.ts: added route 'login', with guestGuard",
      '  src/app/app.config.ts: added provideHttpClient(withInterceptors([jwtAuthInterceptor])); ' +
        'added provideJwtAuth(), with the tokens in localStorage',
      'Next:',
      '  - see that the sign-in page posts what your server wants, and give it your style.',
      '  - see that /api/auth/refresh is where your server refreshes.',
      '  - after a sign-out the refresh token stays good on the server, unless you add withTokenRevocation(url).',
      "  - guard a route: { path: 'account', canActivate: [authGuard], ... }.",
      '  - all the rest: node_modules/ngx-jwt-auth/README.md',
    ]);
    assert.deepEqual(result.tasks, []);
  });

  it('says so when there is nothing to do', async () => {
    const first = await run('ng-add', await createApp());
    const second = await run('ng-add', first.tree);
    assert.deepEqual(second.log, [
      'ngx-jwt-auth: nothing to change in shop.',
      "  kept: route 'login' is there already; no sign-in page was written.",
      '  kept: jwtAuthInterceptor is registered already.',
      '  kept: provideJwtAuth() is there already, with its options: none was changed.',
    ]);
  });

  it('sets up an app of NgModules', async () => {
    const tree = await createApp({ standalone: false });
    const result = await runTwice(tree, { loginPage: true });
    const { '/src/app/login-page.ts': page, ...changes } = changesOf(tree, result.tree);
    assert.ok(page);
    assert.deepEqual(changes, {
      '/src/app/app-module.ts': `import { NgModule, provideBrowserGlobalErrorListeners } from '@angular/core';
import { BrowserModule } from '@angular/platform-browser';
${IMPORTS}import { AppRoutingModule } from './app-routing-module';
import { App } from './app';

@NgModule({
  declarations: [
    App
  ],
  imports: [
    BrowserModule,
    AppRoutingModule
  ],
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    provideJwtAuth(
      {},
      withTokenStore(localStorageTokenStore()),
      withTokenRefresh('/api/auth/refresh')
    ),
  ],
  bootstrap: [App]
})
export class AppModule { }
`,
      '/src/app/app-routing-module.ts': `import { NgModule } from '@angular/core';
import { RouterModule, Routes } from '@angular/router';
import { guestGuard } from 'ngx-jwt-auth';

const routes: Routes = [
  { path: 'login', canActivate: [guestGuard], loadComponent: () => import('./login-page') }
];

@NgModule({
  imports: [RouterModule.forRoot(routes)],
  exports: [RouterModule]
})
export class AppRoutingModule { }
`,
    });
  });

  it('adds providers to a module that has none', async () => {
    const tree = await createApp({ standalone: false });
    const path = '/src/app/app-module.ts';
    const module = tree.readContent(path).replace(/ {2}providers: \[[^\]]*\],\n/, '');
    writeFiles(tree, { [path]: module });
    const result = await runTwice(tree, { refreshUrl: '' });
    assert.match(
      result.tree.readContent(path),
      /bootstrap: \[App\],\n {2}providers: \[\n {4}provideHttpClient\(withInterceptors\(\[jwtAuthInterceptor\]\)\),\n/,
    );
  });

  it('leaves the server alone, and names the facts that matter there', async () => {
    const tree = await createApp({ ssr: true });
    const result = await runTwice(tree, { loginPage: true });
    assert.deepEqual(Object.keys(changesOf(tree, result.tree)).sort(), [
      '/src/app/app.config.ts',
      '/src/app/app.routes.ts',
      '/src/app/login-page.ts',
    ]);
    const notes = result.log.filter((each) => each.startsWith('  note:'));
    assert.equal(notes.length, 2);
    assert.match(notes[0] ?? '', /status\(\) is 'unknown' there/);
    assert.match(notes[1] ?? '', /carry no token.*README\.md/);
  });

  it('says nothing of servers where there is none', async () => {
    const { log } = await runTwice(await createApp());
    assert.deepEqual(
      log.filter((each) => each.startsWith('  note:')),
      [],
    );
  });

  it('does without routes: the page is written, its route is up to a person', async () => {
    const tree = await createApp({ routing: false });
    const result = await runTwice(tree, { loginPage: true });
    assert.deepEqual(Object.keys(changesOf(tree, result.tree)).sort(), [
      '/src/app/app.config.ts',
      '/src/app/login-page.ts',
    ]);
    assert.equal(
      result.log[0],
      'ngx-jwt-auth is set up in shop, but something is left to do by hand:',
    );
    assert.equal(
      result.log.at(-1),
      'Please do by hand: The app has no list of routes that can be added to. For the sign-in page add ' +
        "{ path: 'login', canActivate: [guestGuard], loadComponent: () => import('./login-page') } to its routes, " +
        "with guestGuard from 'ngx-jwt-auth'.",
    );
  });

  it('adds the router, a peer of the library, where it is missing', async () => {
    const tree = await createApp({ routing: false });
    const manifest = tree.readContent('/package.json');
    writeFiles(tree, { '/package.json': manifest.replace(/ *"@angular\/router".*\n/, '') });
    const { tree: after, tasks } = await runTwice(tree);
    const { dependencies } = JSON.parse(after.readContent('/package.json')) as {
      dependencies: Record<string, string>;
    };
    assert.equal(dependencies['@angular/router'], dependencies['@angular/core']);
    assert.deepEqual(tasks, ['node-package']);
  });

  it('writes in the style of the files: quotes, tabs, no semicolons, CRLF, a byte order mark', async () => {
    const windows = (text: string): string => text.replaceAll('\n', '\r\n');
    const config = (imports: string, providers: string): string =>
      windows(`\uFEFFimport {ApplicationConfig} from "@angular/core"
import {provideRouter} from "@angular/router"
${imports}import {routes} from "./app.routes"

export const appConfig: ApplicationConfig = {
\tproviders: [
\t\tprovideRouter(routes)${providers}
\t]
}
`);
    const routes = (imports: string, route: string, guard: string): string =>
      windows(`import {Routes} from "@angular/router"
${imports}
export const routes: Routes = [
${route}\t{path: "shop", component: Shop${guard}}
]
`);
    const tree = await createFixture({
      'app.config.ts': config('', ''),
      'app.routes.ts': routes('', '', ''),
    });
    const result = await runTwice(tree, { loginPage: true, guard: 'shop', refreshUrl: '' });
    const { '/src/app/login-page.ts': page, ...changes } = changesOf(tree, result.tree);
    assert.deepEqual(changes, {
      '/src/app/app.config.ts': config(
        `import { provideHttpClient, withInterceptors } from "@angular/common/http"
import {
\tjwtAuthInterceptor,
\tlocalStorageTokenStore,
\tprovideJwtAuth,
\twithTokenStore
} from "ngx-jwt-auth"
`,
        `,
\t\tprovideHttpClient(withInterceptors([jwtAuthInterceptor])),
\t\tprovideJwtAuth({}, withTokenStore(localStorageTokenStore()))`,
      ),
      '/src/app/app.routes.ts': routes(
        'import { authGuard, guestGuard } from "ngx-jwt-auth"\n',
        '\t{ path: "login", canActivate: [guestGuard], loadComponent: () => import("./login-page") },\n',
        '',
      ).replace('{path: "shop", component', '{path: "shop", canActivate: [authGuard], component'),
    });
    assert.equal(result.tree.read('/src/app/app.config.ts')?.subarray(0, 4).toString(), '\uFEFFi');
    assert.doesNotMatch(page ?? '', /[^\r]\n|^ |;\r|= '/m);
    assert.match(page ?? '', /\r\n\t\t\tawait this\.#auth\.signIn\(\r\n/);
  });
});

describe('ng add names the next steps', () => {
  const REFRESHES = '  - see that /api/auth/refresh is where your server refreshes.';
  const LEFT =
    '  - after a sign-out the refresh token stays good on the server, unless you add withTokenRevocation(url).';
  const REVOKES = '  - see that /api/auth/logout is where your server revokes the refresh token.';

  const cases: readonly [name: string, options: object, expected: readonly string[]][] = [
    ['by default', {}, [REFRESHES, LEFT]],
    ['with a revocation', { logoutUrl: '/api/auth/logout' }, [REFRESHES, REVOKES]],
    [
      'with nothing but a revocation',
      { refreshUrl: 'none', logoutUrl: '/api/auth/logout' },
      [REVOKES],
    ],
    ['with neither', { refreshUrl: 'none' }, []],
  ];
  for (const [name, options, expected] of cases) {
    it(`on the server, ${name}`, async () => {
      const { log } = await runTwice(await createApp(), options);
      assert.deepEqual(
        log.filter((each) => each.includes('server')),
        expected,
      );
    });
  }

  it('none on the server where the session was set up before, maybe with other URLs', async () => {
    const routes = '/src/app/app.routes.ts';
    const first = await run('ng-add', await createApp(), { loginPage: false });
    writeFiles(first.tree, {
      [routes]: first.tree
        .readContent(routes)
        .replace('= []', "= [{ path: 'account', children: [] }]"),
    });
    const { log } = await runTwice(first.tree, { guard: 'account' });
    assert.deepEqual(log.slice(log.indexOf('Next:')), [
      'Next:',
      '  - the sign-in page at /login calls: await inject(JwtAuth).signIn(http.post(...)).',
      '  - guard further routes with authGuard or roleGuard().',
      '  - all the rest: node_modules/ngx-jwt-auth/README.md',
    ]);
  });
});

describe('ng add with options', () => {
  const cases: readonly [name: string, options: object, expected: string][] = [
    [
      'the defaults',
      {},
      "{}, withTokenStore(localStorageTokenStore()), withTokenRefresh('/api/auth/refresh')",
    ],
    [
      'sessionStorage',
      { store: 'session', refreshUrl: 'none' },
      '{}, withTokenStore(sessionStorageTokenStore())',
    ],
    ['memory, the default of the library', { store: 'memory', refreshUrl: '' }, ''],
    [
      'an own login route',
      { store: 'memory', refreshUrl: '', loginRoute: '/account/sign-in/' },
      "{ loginUrl: '/account/sign-in' }",
    ],
    [
      'an API of another origin',
      { apiUrl: 'https://api.example.com/', store: 'memory' },
      "{ attachTo: ['https://api.example.com'] }, withTokenRefresh('https://api.example.com/api/auth/refresh')",
    ],
    [
      'several',
      {
        apiUrl: 'https://a.example.com/v1, https://b.example.com',
        store: 'memory',
        refreshUrl: 'token',
      },
      "{ attachTo: ['https://a.example.com/v1', 'https://b.example.com'] }, withTokenRefresh('https://a.example.com/v1/token')",
    ],
    [
      'a part of the own origin',
      { apiUrl: '/api', store: 'memory', refreshUrl: 'refresh' },
      "{ attachTo: ['/api'] }, withTokenRefresh('/api/refresh')",
    ],
    [
      'a cookie, with which the tokens are in memory',
      { cookie: true, store: 'local' },
      "{}, withCookieRefresh('/api/auth/refresh')",
    ],
    [
      'the revocation on sign-out',
      { logoutUrl: '/api/auth/logout' },
      "{}, withTokenStore(localStorageTokenStore()), withTokenRefresh('/api/auth/refresh'), withTokenRevocation('/api/auth/logout')",
    ],
    [
      'a revocation at the first of several APIs',
      {
        apiUrl: 'https://a.example.com/v1, https://b.example.com',
        store: 'session',
        refreshUrl: 'token',
        logoutUrl: 'logout',
      },
      "{ attachTo: ['https://a.example.com/v1', 'https://b.example.com'] }, withTokenStore(sessionStorageTokenStore()), withTokenRefresh('https://a.example.com/v1/token'), withTokenRevocation('https://a.example.com/v1/logout')",
    ],
    [
      'a revocation of the cookie',
      { cookie: true, logoutUrl: '/api/auth/logout' },
      "{}, withCookieRefresh('/api/auth/refresh'), withTokenRevocation('/api/auth/logout')",
    ],
    [
      'a revocation without a refresh',
      { store: 'memory', refreshUrl: 'none', logoutUrl: '/logout' },
      "{}, withTokenRevocation('/logout')",
    ],
    ['no revocation', { store: 'memory', refreshUrl: 'none', logoutUrl: 'none' }, ''],
  ];
  for (const [name, options, expected] of cases) {
    it(`writes ${name}`, async () => {
      const { tree } = await runTwice(await createApp(), options);
      const text = tree.readContent('/src/app/app.config.ts');
      const call = /provideJwtAuth\((.*?)\)(?=\n {2}\])/s.exec(text)?.[1] ?? '';
      assert.equal(call.trim().replaceAll(/\n\s+/g, ' '), expected);
      // What is imported is used, and the other way round.
      for (const used of expected.match(/\b(?:with|local|session)\w+(?=\()/g) ?? []) {
        assert.match(text, new RegExp(`\\b${used}\\b[^(]*from 'ngx-jwt-auth'`));
      }
      const imported = /import \{([^}]*)\} from 'ngx-jwt-auth'/.exec(text)?.[1] ?? '';
      assert.equal(
        imported.match(/\w+/g)?.length,
        2 + (expected.match(/\b(?:with|local|session)\w+(?=\()/g)?.length ?? 0),
      );
    });
  }
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createFixture,
  expectFiles,
  logOf,
  runTwice,
  writeFiles,
  type Files,
} from '../spec-support/fixture.ts';
import { createApp } from '../spec-support/workspace.ts';

/** An app.config.ts that has provideJwtAuth() already: only HttpClient is left to do. */
function config({ http = '', library = 'provideJwtAuth', rest = '', providers = '' }): Files {
  const names = http ? `import { ${http} } from '@angular/common/http';\n` : '';
  return {
    'app.config.ts': `${names}import { ApplicationConfig } from '@angular/core';
import { ${library} } from 'ngx-jwt-auth';
${rest}
export const appConfig: ApplicationConfig = {
  providers: [
    provideJwtAuth(),
${providers && `    ${providers},\n`}  ],
};
`,
  };
}

const BOTH = 'provideJwtAuth, jwtAuthInterceptor';

describe('mergeHttpClient', () => {
  it('adds provideHttpClient()', () =>
    expectFiles(config({}), {
      'app.config.ts': `import { ApplicationConfig } from '@angular/core';
import { provideJwtAuth, jwtAuthInterceptor } from 'ngx-jwt-auth';
import { provideHttpClient, withInterceptors } from '@angular/common/http';

export const appConfig: ApplicationConfig = {
  providers: [
    provideJwtAuth(),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
  ],
};
`,
    }));

  // What is there, and what becomes of it; the names that are imported from HttpClient's package.
  const merges: readonly [name: string, http: string, call: string, http: string, call: string][] =
    [
      [
        'a call without features',
        'provideHttpClient',
        'provideHttpClient()',
        'provideHttpClient, withInterceptors',
        'provideHttpClient(withInterceptors([jwtAuthInterceptor]))',
      ],
      [
        'other features',
        'provideHttpClient, withFetch',
        'provideHttpClient(withFetch())',
        'provideHttpClient, withFetch, withInterceptors',
        'provideHttpClient(withFetch(), withInterceptors([jwtAuthInterceptor]))',
      ],
      [
        'interceptors, which stay outside',
        'provideHttpClient, withInterceptors, withXhr',
        'provideHttpClient(withInterceptors([retry, loading]), withXhr())',
        'provideHttpClient, withInterceptors, withXhr',
        'provideHttpClient(withInterceptors([retry, loading, jwtAuthInterceptor]), withXhr())',
      ],
      [
        'an empty list of interceptors',
        'provideHttpClient, withInterceptors',
        'provideHttpClient(withInterceptors([]))',
        'provideHttpClient, withInterceptors',
        'provideHttpClient(withInterceptors([jwtAuthInterceptor]))',
      ],
      [
        'interceptors of DI, which stay outside too',
        'provideHttpClient, withInterceptorsFromDi',
        'provideHttpClient(withInterceptorsFromDi())',
        'provideHttpClient, withInterceptorsFromDi, withInterceptors',
        'provideHttpClient(withInterceptorsFromDi(), withInterceptors([jwtAuthInterceptor]))',
      ],
      [
        'interceptors of DI after others',
        'provideHttpClient, withInterceptors, withInterceptorsFromDi',
        'provideHttpClient(withInterceptors([a]), withInterceptorsFromDi())',
        'provideHttpClient, withInterceptors, withInterceptorsFromDi',
        `provideHttpClient(
      withInterceptors([a]),
      withInterceptorsFromDi(),
      withInterceptors([jwtAuthInterceptor]),
    )`,
      ],
      [
        'interceptors that a function makes',
        'provideHttpClient, withInterceptors',
        'provideHttpClient(withInterceptors(make()))',
        'provideHttpClient, withInterceptors',
        'provideHttpClient(withInterceptors(make()), withInterceptors([jwtAuthInterceptor]))',
      ],
      [
        'features that are spread',
        'provideHttpClient',
        'provideHttpClient(...features)',
        'provideHttpClient, withInterceptors',
        'provideHttpClient(...features, withInterceptors([jwtAuthInterceptor]))',
      ],
      [
        'another name for it',
        'provideHttpClient as client, withInterceptors as use',
        'client(use([a]))',
        'provideHttpClient as client, withInterceptors as use',
        'client(use([a, jwtAuthInterceptor]))',
      ],
      [
        'a condition around it',
        'provideHttpClient',
        'isOn ? provideHttpClient() : []',
        'provideHttpClient, withInterceptors',
        'isOn ? provideHttpClient(withInterceptors([jwtAuthInterceptor])) : []',
      ],
    ];
  for (const [name, httpBefore, before, httpAfter, after] of merges) {
    it(`merges into ${name}`, () =>
      expectFiles(
        config({ http: httpBefore, providers: before }),
        config({ http: httpAfter, library: BOTH, providers: after }),
      ));
  }

  it('finds it in an import of the whole package', () =>
    expectFiles(
      config({
        rest: "import * as ng from '@angular/common/http';\n",
        providers: 'ng.provideHttpClient(ng.withInterceptors([a]))',
      }),
      config({
        library: BOTH,
        rest: "import * as ng from '@angular/common/http';\n",
        providers: 'ng.provideHttpClient(ng.withInterceptors([a, jwtAuthInterceptor]))',
      }),
    ));

  it('is not taken in by a function of the same name', async () => {
    const { tree } = await runTwice(
      await createFixture(
        config({
          rest: "import { provideHttpClient } from './mine';\n",
          providers: 'provideHttpClient()',
        }),
      ),
    );
    const text = tree.readContent('/src/app/app.config.ts');
    assert.match(
      text,
      /provideHttpClient as jwtProvideHttpClient, withInterceptors \} from '@angular\/c/,
    );
    assert.match(
      text,
      /\n {4}provideHttpClient\(\),\n {4}jwtProvideHttpClient\(withInterceptors\(/,
    );
  });

  it('adds to a constant with the interceptors', () =>
    expectFiles(
      config({
        http: 'provideHttpClient, withInterceptors',
        rest: '\nconst interceptors = [\n  a,\n  b, // last\n] as const;\n',
        providers: 'provideHttpClient(withInterceptors(interceptors))',
      }),
      config({
        http: 'provideHttpClient, withInterceptors',
        library: BOTH,
        rest: '\nconst interceptors = [\n  a,\n  b, // last\n  jwtAuthInterceptor,\n] as const;\n',
        providers: 'provideHttpClient(withInterceptors(interceptors))',
      }),
    ));

  it('adds to a constant in another file', () => {
    const files = config({
      http: 'provideHttpClient, withInterceptors',
      rest: "import { all } from './http';\n",
      providers: 'provideHttpClient(withInterceptors(all))',
    });
    const barrel = { 'http/index.ts': "export { interceptors as all } from './interceptors';\n" };
    const type = "import type { HttpInterceptorFn } from '@angular/common/http';\n";
    return expectFiles(
      {
        ...files,
        ...barrel,
        'http/interceptors.ts': `${type}export const interceptors: HttpInterceptorFn[] = [a];\n`,
      },
      {
        'http/interceptors.ts': `${type}import { jwtAuthInterceptor } from 'ngx-jwt-auth';
export const interceptors: HttpInterceptorFn[] = [a, jwtAuthInterceptor];
`,
      },
    );
  });

  const elsewhere: readonly [name: string, rest: string, provider: string, core: Files][] = [
    [
      'a list of another file',
      "import { core } from './core';\n",
      '...core',
      { 'core/index.ts': "export * from './core';\n" },
    ],
    ['a nested list', "import { core } from './core/core';\n", 'core', {}],
    [
      'a mapped path',
      "import { core } from '@app/core';\n",
      '...core',
      {
        '/tsconfig.json':
          '{\n  // Comments are fine.\n  "compilerOptions": { "paths": { "@app/*": ["./src/app/*/core.ts"] } },\n}\n',
      },
    ],
  ];
  for (const [name, rest, providers, files] of elsewhere) {
    it(`finds it in ${name}`, () =>
      expectFiles(
        {
          ...config({ rest, providers }),
          ...files,
          'core/core.ts': `import { provideHttpClient } from "@angular/common/http"

export const core = [provideHttpClient()]
`,
        },
        {
          'core/core.ts': `import { provideHttpClient, withInterceptors } from "@angular/common/http"
import { jwtAuthInterceptor } from "ngx-jwt-auth"

export const core = [provideHttpClient(withInterceptors([jwtAuthInterceptor]))]
`,
        },
      ));
  }

  it('finds it in a function of another file', () => {
    const core = (names: string, own: string, call: string): string => `${names}
import { makeEnvironmentProviders } from '@angular/core';
${own}
export default function provideCore() {
  return makeEnvironmentProviders([
    ${call},
  ]);
}
`;
    return expectFiles(
      {
        ...config({ rest: "import provideCore from './core';\n", providers: 'provideCore()' }),
        'core.ts': core(
          "import { provideHttpClient } from '@angular/common/http';",
          '',
          'provideHttpClient()',
        ),
      },
      {
        'core.ts': core(
          "import { provideHttpClient, withInterceptors } from '@angular/common/http';",
          "import { jwtAuthInterceptor } from 'ngx-jwt-auth';\n",
          'provideHttpClient(withInterceptors([jwtAuthInterceptor]))',
        ),
      },
    );
  });

  it('adds to no list that a function returns beside another', () => {
    const rest = `
function interceptors() {
  if (isDevMode()) return [a, log];
  return [a];
}
`;
    return expectFiles(
      config({
        http: 'provideHttpClient, withInterceptors',
        rest,
        providers: 'provideHttpClient(withInterceptors(interceptors()))',
      }),
      config({
        http: 'provideHttpClient, withInterceptors',
        library: BOTH,
        rest,
        providers:
          'provideHttpClient(withInterceptors(interceptors()), withInterceptors([jwtAuthInterceptor]))',
      }),
    );
  });

  it('finds it in one of several configs', () => {
    const main = `import { mergeApplicationConfig } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { appConfig } from './app/app.config';
import { webConfig } from './app/web.config';
import { App } from './app/app';

void bootstrapApplication(App, mergeApplicationConfig(appConfig, webConfig));
`;
    const web = (names: string, own: string, call: string): string =>
      `import { ${names} } from '@angular/common/http';\n${own}\nexport const webConfig = {\n  providers: [${call}],\n};\n`;
    return expectFiles(
      {
        ...config({}),
        '/src/main.ts': main,
        'web.config.ts': web('provideHttpClient', '', 'provideHttpClient()'),
      },
      {
        'web.config.ts': web(
          'provideHttpClient, withInterceptors',
          "import { jwtAuthInterceptor } from 'ngx-jwt-auth';\n",
          'provideHttpClient(withInterceptors([jwtAuthInterceptor]))',
        ),
      },
    );
  });

  it('leaves it alone where the interceptor is', async () => {
    const files = config({
      http: 'provideHttpClient, withInterceptors',
      library: BOTH,
      rest: 'const all = [jwtAuthInterceptor];\n',
      providers: 'provideHttpClient(withInterceptors(all))',
    });
    const log = await logOf(files, {});
    assert.ok(log.includes('  kept: jwtAuthInterceptor is registered already.'), log.join('\n'));
  });

  it('tells of a second call, and changes the last one, which wins', async () => {
    const log = await logOf(
      config({ http: 'provideHttpClient', providers: 'provideHttpClient(), provideHttpClient()' }),
      config({
        http: 'provideHttpClient, withInterceptors',
        library: BOTH,
        providers: 'provideHttpClient(), provideHttpClient(withInterceptors([jwtAuthInterceptor]))',
      }),
    );
    assert.match(log.join('\n'), /provideHttpClient\(\) is called 2 times for one injector/);
  });

  it('makes no second one where it cannot look: it prints the steps', async () => {
    for (const providers of ['...core', 'core', '...core.all', '...core()']) {
      const files = config({ rest: "import { core } from '@acme/core';\n", providers });
      const log = await logOf(files, {});
      assert.equal(
        log.at(-1),
        `Please do by hand: ${providers} may call provideHttpClient(), and there may be only one. If it does, add ` +
          'withInterceptors([jwtAuthInterceptor]) there, as the last argument; else add ' +
          'provideHttpClient(withInterceptors([jwtAuthInterceptor])) to the providers. ' +
          "withInterceptors comes from '@angular/common/http', jwtAuthInterceptor from 'ngx-jwt-auth'.",
      );
    }
  });

  it('does not change a file that is not of this app alone', async () => {
    const log = await logOf(
      {
        ...config({ rest: "import { core } from '../../shared/core';\n", providers: '...core' }),
        '/shared/core.ts':
          "import { provideHttpClient } from '@angular/common/http';\nexport const core = [provideHttpClient()];\n",
      },
      {},
    );
    assert.match(
      log.at(-1) ?? '',
      /^Please do by hand: shared\/core\.ts calls provideHttpClient\(\)/,
    );
  });

  it('tells of parts of the app that have an HttpClient of their own', async () => {
    const own = "import { provideHttpClient } from '@angular/common/http';\n";
    const log = await logOf(
      {
        ...config({
          library: BOTH,
          providers: 'provideHttpClient(withInterceptors([jwtAuthInterceptor]))',
          http: 'provideHttpClient, withInterceptors',
        }),
        'admin.routes.ts': `${own}export default [{ path: '', providers: [provideHttpClient()] }];\n`,
        'fine.routes.ts': `import { provideHttpClient, withRequestsMadeViaParent } from '@angular/common/http';
export default [{ path: '', providers: [provideHttpClient(withRequestsMadeViaParent())] }];
`,
        'admin.spec.ts': `${own}provideHttpClient();\n`,
        'app.config.server.ts': `${own}export const serverConfig = { providers: [provideHttpClient()] };\n`,
      },
      {},
    );
    const notes = log.filter((each) => each.includes('registers HttpClient'));
    assert.equal(notes.length, 1);
    assert.match(notes[0] ?? '', /src\/app\/admin\.routes\.ts registers HttpClient once more/);
  });
});

describe('mergeHttpClient in place of HttpClientModule', () => {
  it('keeps what importProvidersFrom(HttpClientModule) stands for', () =>
    expectFiles(
      config({
        http: 'HttpClientModule',
        rest: "import { importProvidersFrom } from '@angular/core';\n",
        providers: 'importProvidersFrom(HttpClientModule)',
      }),
      {
        'app.config.ts': `import {
  provideHttpClient,
  withInterceptors,
  withInterceptorsFromDi,
  withXhr,
} from '@angular/common/http';
import { ApplicationConfig } from '@angular/core';
import { provideJwtAuth, jwtAuthInterceptor } from 'ngx-jwt-auth';

export const appConfig: ApplicationConfig = {
  providers: [
    provideJwtAuth(),
    provideHttpClient(withInterceptorsFromDi(), withXhr(), withInterceptors([jwtAuthInterceptor])),
  ],
};
`,
      },
    ));

  it('takes HttpClientModule alone out of several', async () => {
    const { tree } = await runTwice(
      await createFixture(
        config({
          http: 'HttpClientModule',
          rest: "import { importProvidersFrom } from '@angular/core';\n",
          providers: 'importProvidersFrom(StoreModule, HttpClientModule)',
        }),
      ),
    );
    const text = tree.readContent('/src/app/app.config.ts');
    assert.match(text, /\n {4}importProvidersFrom\(StoreModule\),\n/);
    assert.doesNotMatch(text, /HttpClientModule/);
  });

  it('writes no withXhr() before Angular 22, where it was the default', async () => {
    const tree = await createFixture(
      config({
        http: 'HttpClientModule',
        rest: "import { importProvidersFrom } from '@angular/core';\n",
        providers: 'importProvidersFrom(HttpClientModule)',
      }),
    );
    const manifest = tree
      .readContent('/package.json')
      .replace(/("@angular\/core": )"[^"]*"/, '$1"^21.2.0"');
    writeFiles(tree, { '/package.json': manifest });
    const result = await runTwice(tree);
    assert.match(
      result.tree.readContent('/src/app/app.config.ts'),
      /provideHttpClient\(withInterceptorsFromDi\(\), withInterceptors\(\[jwtAuthInterceptor\]\)\)/,
    );
  });

  it('takes it out of AppModule', async () => {
    const tree = await createApp({ standalone: false });
    const path = '/src/app/app-module.ts';
    const module = tree
      .readContent(path)
      .replace('BrowserModule,', 'BrowserModule,\n    HttpClientModule,')
      .replace(
        'import { App }',
        "import { HttpClientModule } from '@angular/common/http';\nimport { App }",
      );
    writeFiles(tree, { [path]: module });
    const result = await runTwice(tree);
    assert.equal(
      result.tree.readContent(path),
      `import { NgModule, provideBrowserGlobalErrorListeners } from '@angular/core';
import { BrowserModule } from '@angular/platform-browser';
import { AppRoutingModule } from './app-routing-module';
import {
  provideHttpClient,
  withInterceptors,
  withInterceptorsFromDi,
  withXhr
} from '@angular/common/http';
import {
  jwtAuthInterceptor,
  localStorageTokenStore,
  provideJwtAuth,
  withTokenRefresh,
  withTokenStore
} from 'ngx-jwt-auth';
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
    provideHttpClient(withInterceptorsFromDi(), withXhr(), withInterceptors([jwtAuthInterceptor])),
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
    );
  });

  it('leaves it in a module that others import, and keeps what it stands for', async () => {
    const tree = await createApp({ standalone: false });
    const path = '/src/app/app-module.ts';
    const shared = `import { HttpClientModule } from '@angular/common/http';
import { NgModule } from '@angular/core';

@NgModule({ exports: [HttpClientModule] })
export class SharedModule {}
`;
    writeFiles(tree, {
      [path]: tree
        .readContent(path)
        .replace('BrowserModule,', 'BrowserModule,\n    SharedModule,')
        .replace('import { App }', "import { SharedModule } from './shared';\nimport { App }"),
      'shared.ts': shared,
    });
    const result = await runTwice(tree);
    assert.equal(result.tree.readContent('/src/app/shared.ts'), shared);
    assert.match(
      result.tree.readContent(path),
      /provideHttpClient\(withInterceptorsFromDi\(\), withXhr/,
    );
  });

  it('prints the steps where its settings are in modules too', async () => {
    const log = await logOf(
      config({
        http: 'HttpClientModule, HttpClientXsrfModule',
        rest: "import { importProvidersFrom } from '@angular/core';\n",
        providers: 'importProvidersFrom(HttpClientModule, HttpClientXsrfModule.disable())',
      }),
      {},
    );
    assert.match(
      log.at(-1) ?? '',
      /^Please do by hand: HttpClientModule and HttpClientXsrfModule belong/,
    );
  });
});

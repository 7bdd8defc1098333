// What a set-up imports, in each way that apps of a big workspace do: the compiled schematic, in a
// workspace with an app in apps/shop and a library in libs/core.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { Tree } from '@angular-devkit/schematics';
import { SchematicTestRunner } from '@angular-devkit/schematics/testing/index.js';
import { dist, requireBuiltPackage } from '../../../../tools/built-package.mjs';

type Files = Readonly<Record<string, string>>;

const APP = '/apps/shop/src/app';

const json = (value: unknown): string => JSON.stringify(value);
const compilerOptions = (target: string): object => ({
  compilerOptions: { paths: { '@app/*': [target] } },
});

/** A workspace after a run; `text` gives a file, or an empty text where there is none. */
async function migrated(
  files: Files,
  project: object = {},
): Promise<{ readonly text: (path: string) => string; readonly log: readonly string[] }> {
  const shop = {
    projectType: 'application',
    root: 'apps/shop',
    sourceRoot: 'apps/shop/src',
    ...project,
  };
  const tree = Tree.empty();
  const dependencies = { '@angular/core': '^22.0.0', '@auth0/angular-jwt': '^5.2.0' };
  const all = {
    '/angular.json': json({ version: 1, projects: { shop } }),
    '/package.json': json({ dependencies }),
    '/apps/shop/tsconfig.app.json': json({ extends: '../../tsconfig.base.json' }),
    '/tsconfig.base.json': json(compilerOptions('./apps/shop/src/app/*')),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) tree.create(path, text);
  const runner = new SchematicTestRunner('ngx-jwt-auth', join(dist, 'schematics/collection.json'));
  const log: string[] = [];
  runner.logger.subscribe(({ message }) => log.push(message));
  const result = await runner.runSchematic('migrate-angular-jwt', { skipInstall: true }, tree);
  return { text: (path) => (result.exists(path) ? result.readText(path) : ''), log };
}

/** How `value` of a file comes to the file that sets angular-jwt up. */
interface Way {
  readonly name: string;
  readonly import: string;
  /** The file that declares it. */
  readonly path: string;
  readonly isDefault?: boolean;
  readonly others?: Files;
  readonly project?: object;
}

const WAYS: readonly Way[] = [
  {
    name: 'through paths of tsconfig.base.json',
    import: "import { value } from '@app/settings';",
    path: `${APP}/settings.ts`,
  },
  {
    name: 'through paths of a tsconfig.json in between',
    import: "import { value } from '@app/settings';",
    path: `${APP}/settings.ts`,
    others: {
      '/apps/shop/tsconfig.app.json': json({ extends: './tsconfig.json' }),
      '/apps/shop/tsconfig.json': json({
        extends: '../../tsconfig.base.json',
        ...compilerOptions('./src/app/*'),
      }),
      '/tsconfig.base.json': json({}),
    },
  },
  {
    name: 'through paths of the tsconfig that the build names',
    import: "import { value } from '@app/settings';",
    path: `${APP}/settings.ts`,
    others: {
      '/apps/shop/tsconfig.app.json': json({}),
      '/apps/shop/tsconfig.build.json': json({ extends: '../../tsconfig.base.json' }),
    },
    project: {
      targets: {
        build: { builder: 'x:y', options: { tsConfig: 'apps/shop/tsconfig.build.json' } },
      },
    },
  },
  {
    name: 'through a barrel',
    import: "import { value } from './settings';",
    path: `${APP}/settings/own.ts`,
    others: { [`${APP}/settings/index.ts`]: "export * from './own';\n" },
  },
  {
    name: 'through a barrel under another name',
    import: "import { other as value } from '@app/settings';",
    path: `${APP}/settings/own.ts`,
    others: { [`${APP}/settings/index.ts`]: "export { value as other } from './own';\n" },
  },
  {
    name: 'as a default export',
    import: "import value from './settings';",
    path: `${APP}/settings.ts`,
    isDefault: true,
  },
  {
    name: 'as a default export through a barrel',
    import: "import { value } from './settings';",
    path: `${APP}/settings/own.ts`,
    isDefault: true,
    others: { [`${APP}/settings/index.ts`]: "export { default as value } from './own';\n" },
  },
  {
    name: 'as a default export that a barrel passes on',
    import: "import value from './settings';",
    path: `${APP}/settings/own.ts`,
    isDefault: true,
    others: {
      [`${APP}/settings/index.ts`]: "export * from './other';\nexport { default } from './own';\n",
      [`${APP}/settings/other.ts`]: 'export default 1;\n',
    },
  },
];

const HTTP = "import { provideHttpClient } from '@angular/common/http';\n";

const MAIN = `import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
bootstrapApplication(App, appConfig);
`;

function setUp(imported: string, config: string, providers = ''): string {
  return `import { ApplicationConfig, importProvidersFrom } from '@angular/core';
import { JwtModule } from '@auth0/angular-jwt';
${imported}

export const appConfig: ApplicationConfig = {
  providers: [${providers}importProvidersFrom(JwtModule.forRoot({ config: { ${config} } }))],
};
`;
}

/** The file of a way, with the declaration of `value`. */
function declared({ path, isDefault, others }: Way, text: string): Files {
  const end = isDefault ? '\nexport default value;\n' : '\nexport { value };\n';
  return { ...others, [path]: text + end };
}

before(() => {
  requireBuiltPackage();
});

for (const way of WAYS) {
  describe(`what is imported ${way.name}`, () => {
    it('may be the token getter', async () => {
      const getter = "function value() {\n  return sessionStorage.getItem('jwt');\n}";
      const { text } = await migrated(
        {
          ...declared(way, getter),
          [`${APP}/app.config.ts`]: setUp(way.import, 'tokenGetter: value'),
        },
        way.project,
      );
      assert.match(text(`${APP}/legacy-token-store.ts`), /const TOKEN_KEY = 'jwt';/);
      assert.match(text(`${APP}/app.config.ts`), /withTokenStore\(/);
      assert.doesNotMatch(text(`${APP}/app.config.ts`), /ngx-jwt-auth:|value/);
    });

    it('may be the domains', async () => {
      const domains = "const value = ['api.example.com'];";
      const { text } = await migrated(
        {
          ...declared(way, domains),
          [`${APP}/app.config.ts`]: setUp(way.import, 'allowedDomains: value'),
        },
        way.project,
      );
      assert.match(
        text(`${APP}/app.config.ts`),
        /provideJwtAuth\(\{ attachTo: \['\/', 'https:\/\/api\.example\.com'\] \}\)/,
      );
      assert.doesNotMatch(text(`${APP}/app.config.ts`), /ngx-jwt-auth:|value/);
    });

    it('may be the list with the HttpClient', async () => {
      const list = `${HTTP}const value = [provideHttpClient()];`;
      const { text } = await migrated(
        { ...declared(way, list), [`${APP}/app.config.ts`]: setUp(way.import, '', '...value, ') },
        way.project,
      );
      assert.match(
        text(way.path),
        /^import \{ provideHttpClient, withInterceptors \} from '@angular\/common\/http';\nimport \{ jwtAuthInterceptor \} from 'ngx-jwt-auth';\nconst value = \[provideHttpClient\(withInterceptors\(\[jwtAuthInterceptor\]\)\)\];\n/,
      );
      assert.match(
        text(`${APP}/app.config.ts`),
        /import \{ provideJwtAuth \} from 'ngx-jwt-auth';[^]* providers: \[\.\.\.value, provideJwtAuth\(\)\]/,
      );
      assert.doesNotMatch(text(`${APP}/app.config.ts`), /provideHttpClient/);
    });

    it('may be the list with the set-up', async () => {
      const list = `import { importProvidersFrom } from '@angular/core';
import { JwtModule } from '@auth0/angular-jwt';
const value = [importProvidersFrom(JwtModule.forRoot({ config: {} }))];`;
      const { text } = await migrated(
        {
          ...declared(way, list),
          '/apps/shop/src/main.ts': MAIN,
          [`${APP}/app.config.ts`]: `${HTTP}${way.import}
const providers = [provideHttpClient(), ...value];
export const appConfig = { providers };
`,
        },
        way.project,
      );
      assert.match(
        text(way.path),
        /^import \{ provideJwtAuth \} from 'ngx-jwt-auth';\nconst value = \[provideJwtAuth\(\)\];\n/,
      );
      assert.match(
        text(`${APP}/app.config.ts`),
        /providers = \[provideHttpClient\(withInterceptors\(\[jwtAuthInterceptor\]\)\), \.\.\.value\];/,
      );
      assert.doesNotMatch(text(`${APP}/app.config.ts`), /ngx-jwt-auth:/);
    });
  });
}

describe('what two barrels pass on to each other', () => {
  it('is left to a person', async () => {
    const { text } = await migrated({
      [`${APP}/a.ts`]: "import { value } from './b';\nexport { value };\n",
      [`${APP}/b.ts`]: "import { value } from './a';\nexport { value };\n",
      [`${APP}/app.config.ts`]: setUp("import { value } from './a';", 'allowedDomains: value'),
    });
    assert.match(text(`${APP}/app.config.ts`), /ngx-jwt-auth: list [^]* allowedDomains: value\n/);
  });
});

describe('what is imported from a library of the workspace', () => {
  const path = '/libs/core/src/index.ts';
  const base = { '/tsconfig.base.json': json(compilerOptions('./libs/core/src/index.ts')) };
  const way = "import { value } from '@app/core';";

  it('is read', async () => {
    const { text } = await migrated({
      ...base,
      [path]: "export const value = ['api.example.com'];\n",
      [`${APP}/app.config.ts`]: setUp(way, 'allowedDomains: value'),
    });
    assert.match(text(`${APP}/app.config.ts`), /attachTo: \['\/', 'https:\/\/api/);
  });

  it('stays as it is, be it the HttpClient', async () => {
    const library = `${HTTP}export const value = [provideHttpClient()];\n`;
    const { text } = await migrated({
      ...base,
      [path]: library,
      [`${APP}/app.config.ts`]: setUp(way, '', '...value, '),
    });
    assert.equal(text(path), library);
    assert.match(
      text(`${APP}/app.config.ts`),
      /\.\.\.value,\s+provideHttpClient\(withInterceptorsFromDi\(\), withInterceptors\(\[jwtAuthInterceptor\]\)\)/,
    );
  });

  for (const [where, own, kept] of [
    ['there', {}, true],
    [
      'in the app',
      { '/tsconfig.base.json': json(compilerOptions('./apps/shop/src/app/*')) },
      false,
    ],
  ] as const) {
    it(`may bring interceptors of classes along: ${where}, ${kept ? 'so' : 'no'}`, async () => {
      const list = 'export const value = [];\n';
      const di = 'provideHttpClient(withInterceptorsFromDi()), ...value, ';
      const imports = HTTP.replace(' }', ', withInterceptorsFromDi }') + way;
      const { text } = await migrated({
        ...base,
        ...own,
        [path]: list,
        [`${APP}/core.ts`]: list,
        [`${APP}/app.config.ts`]: setUp(imports, '', di),
      });
      const written = text(`${APP}/app.config.ts`);
      assert.match(written, /jwtAuthInterceptor\]/);
      assert.equal(written.includes('withInterceptorsFromDi()'), kept, written);
    });
  }

  it('may bring interceptors of classes along by a relative path', async () => {
    const imports = `${HTTP.replace(' }', ', withInterceptorsFromDi }')}import { value } from '../../../../libs/core/src';`;
    const { text } = await migrated({
      [path]: 'export const value = [];\n',
      [`${APP}/app.config.ts`]: setUp(
        imports,
        '',
        'provideHttpClient(withInterceptorsFromDi()), ...value, ',
      ),
    });
    assert.match(
      text(`${APP}/app.config.ts`),
      /withInterceptorsFromDi\(\),[^]*jwtAuthInterceptor\]/,
    );
  });
});

describe('what a build takes from another file', () => {
  const path = '/apps/shop/src/environments/environment.ts';
  const replacement = { replace: path.slice(1), with: 'apps/shop/src/environments/prod.ts' };
  const project = (target: object): object => ({
    targets: { build: { builder: 'x:y', ...target } },
  });
  const asConfiguration = project({
    configurations: { development: {}, production: { fileReplacements: [replacement] } },
  });
  const environment = `export const domains = ['dev.example.com'];
export const header = 'X-Dev';
export const key = 'dev-key';
export const options = { config: { allowedDomains: domains } };
`;
  const way = "import { domains, header, key } from '../environments/environment';";

  for (const [where, own] of [
    ['a configuration', asConfiguration],
    ['all of them', project({ options: { fileReplacements: [replacement] } })],
    [
      'a configuration, as older ones have it',
      project({
        configurations: { production: { fileReplacements: [{ src: `./${replacement.replace}` }] } },
      }),
    ],
  ] as const) {
    it(`is not copied, but marked: in ${where}`, async () => {
      const config = 'allowedDomains: domains, headerName: header';
      const { text, log } = await migrated(
        { [path]: environment, [`${APP}/app.config.ts`]: setUp(way, config) },
        own,
      );
      const written = text(`${APP}/app.config.ts`);
      assert.doesNotMatch(written, /dev/i);
      assert.match(written, /ngx-jwt-auth: list these origins [^]* allowedDomains: domains\n/);
      assert.match(written, /ngx-jwt-auth: this cannot be translated[^]* headerName: header\n/);
      assert.ok(
        log.some((line) => line.includes('app.config.ts:') && line.includes('list these origins')),
        log.join('\n'),
      );
    });
  }

  it('is not copied through a barrel either', async () => {
    const { text } = await migrated(
      {
        [path]: environment,
        [`${APP}/settings.ts`]: "export * from '../environments/environment';\n",
        [`${APP}/app.config.ts`]: setUp(
          "import { domains } from '@app/settings';",
          'allowedDomains: domains',
        ),
      },
      asConfiguration,
    );
    assert.doesNotMatch(text(`${APP}/app.config.ts`), /dev/);
  });

  it('is no key of a LegacyTokenStore', async () => {
    const { text, log } = await migrated(
      {
        [path]: environment,
        [`${APP}/app.config.ts`]: setUp(way, 'tokenGetter: () => localStorage.getItem(key)'),
      },
      asConfiguration,
    );
    assert.equal(text(`${APP}/legacy-token-store.ts`), '');
    assert.match(
      text(`${APP}/app.config.ts`),
      /ngx-jwt-auth: tokenGetter [^]*localStorage\.getItem\(key\)/,
    );
    assert.ok(
      log.some((line) => line.includes('NO TOKEN IS SENT')),
      log.join('\n'),
    );
  });

  it('is left to a person where it is all of the options', async () => {
    const before = setUp("import { options } from '../environments/environment';", '').replace(
      '{ config: {  } }',
      'options',
    );
    const { text } = await migrated(
      { [path]: environment, [`${APP}/app.config.ts`]: before },
      asConfiguration,
    );
    assert.match(text(`${APP}/app.config.ts`), /ngx-jwt-auth: this use [^]*forRoot\(options\)/);
  });

  it('does not have the HttpClient of the app', async () => {
    const list = `${HTTP}export const http = [provideHttpClient()];\n`;
    const { text } = await migrated(
      {
        [path]: list,
        [`${APP}/app.config.ts`]: setUp(
          "import { http } from '../environments/environment';",
          '',
          '...http, ',
        ),
      },
      asConfiguration,
    );
    assert.doesNotMatch(text(path), /jwtAuthInterceptor\]/);
    assert.match(
      text(`${APP}/app.config.ts`),
      /\.\.\.http,\s+provideHttpClient\(withInterceptors\(\[jwtAuthInterceptor\]\)\)/,
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { migrate } from '../spec-support/migrate.ts';

/** The providers of a file with one list of them, after the migration. */
function providers(elements: string, rest = '', path = '/main.ts'): string {
  const imports = `import { HTTP_INTERCEPTORS, HttpClientModule, provideHttpClient, withFetch, withInterceptors, withInterceptorsFromDi } from '@angular/common/http';
import { importProvidersFrom } from '@angular/core';
import { JWT_OPTIONS, JwtInterceptor, JwtModule, JwtHelperService } from '@auth0/angular-jwt';
import { ToastModule } from 'toasts';
`;
  const { text } = migrate({ [path]: `${imports}${rest}\nconst providers = [${elements}];\n` });
  const [, list = ''] = /const providers = (\[[^]*\]);\n$/.exec(text(path)) ?? [];
  return list
    .replace(/\s+/g, ' ')
    .replace(/,? ([)\]])/g, '$1')
    .replace(/, }/g, ' }')
    .replace(/([([]) /g, '$1');
}

const SET_UP = "importProvidersFrom(JwtModule.forRoot({ config: { allowedDomains: ['a.com'] } }))";
const PROVIDED = "provideJwtAuth({ attachTo: ['/', 'https://a.com'] })";

describe('the interceptor', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['', 'provideHttpClient(withInterceptors([jwtAuthInterceptor]))'],
    ['provideHttpClient()', 'provideHttpClient(withInterceptors([jwtAuthInterceptor]))'],
    [
      'provideHttpClient(withFetch(), withInterceptorsFromDi())',
      'provideHttpClient(withFetch(), withInterceptors([jwtAuthInterceptor]))',
    ],
    [
      'provideHttpClient(withInterceptors([log]))',
      'provideHttpClient(withInterceptors([log, jwtAuthInterceptor]))',
    ],
    [
      'provideHttpClient(withInterceptorsFromDi(), withInterceptors([log]))',
      'provideHttpClient(withInterceptors([log, jwtAuthInterceptor]))',
    ],
    [
      'provideHttpClient(withInterceptors(all))',
      'provideHttpClient(withInterceptors(all), withInterceptors([jwtAuthInterceptor]))',
    ],
  ];
  for (const [client, result] of rows) {
    it(`joins ${client || 'no client'}`, () => {
      const list = providers([client, SET_UP].filter(Boolean).join(', '));
      assert.equal(list, `[${result}, ${PROVIDED}]`);
    });
  }

  it('joins a client under another name', () => {
    const { text } = migrate({
      '/main.ts': `import * as http from '@angular/common/http';
import { importProvidersFrom as from } from '@angular/core';
import { JwtModule } from '@auth0/angular-jwt';
const providers = [
  http.provideHttpClient(),
  from(JwtModule.forRoot({ config: {} })),
];
`,
    });
    assert.equal(
      text('/main.ts'),
      `import * as http from '@angular/common/http';
import { jwtAuthInterceptor, provideJwtAuth } from 'ngx-jwt-auth';
import { withInterceptors } from '@angular/common/http';
const providers = [
  http.provideHttpClient(withInterceptors([jwtAuthInterceptor])),
  provideJwtAuth(),
];
`,
    );
  });

  it('leaves interceptors of classes in force', () => {
    const other = '{ provide: HTTP_INTERCEPTORS, useClass: Log, multi: true }';
    assert.equal(
      providers(`${other}, provideHttpClient(withInterceptorsFromDi()), ${SET_UP}`),
      `[${other}, provideHttpClient(withInterceptorsFromDi(), withInterceptors([jwtAuthInterceptor])), ${PROVIDED}]`,
    );
  });

  it('leaves those in force that a foreign module may bring', () => {
    const list = providers(
      `importProvidersFrom(ToastModule, ${SET_UP.slice(20, -1)}), provideHttpClient(withInterceptorsFromDi())`,
    );
    assert.equal(
      list,
      `[importProvidersFrom(ToastModule), provideHttpClient(withInterceptorsFromDi(), withInterceptors([jwtAuthInterceptor])), ${PROVIDED}]`,
    );
  });

  for (const other of ['provideToasts()', '...provideToasts', 'provideToasts']) {
    it(`leaves those in force that ${other} of a library may bring`, () => {
      const list = providers(
        `provideHttpClient(withInterceptorsFromDi()), ${other}, ${SET_UP}`,
        "import { provideToasts } from 'toasts';",
      );
      assert.equal(
        list,
        `[provideHttpClient(withInterceptorsFromDi(), withInterceptors([jwtAuthInterceptor])), ${other}, ${PROVIDED}]`,
      );
    });
  }

  it('has no need of those where a library has services alone', () => {
    const list = providers(`provideHttpClient(withInterceptorsFromDi()), ToastModule, ${SET_UP}`);
    assert.equal(
      list,
      `[provideHttpClient(withInterceptors([jwtAuthInterceptor])), ToastModule, ${PROVIDED}]`,
    );
  });

  it('takes the place of HttpClientModule, over XHR as that is', () => {
    assert.equal(
      providers(`importProvidersFrom(HttpClientModule, ${SET_UP.slice(20, -1)})`),
      `[provideHttpClient(withXhr(), withInterceptors([jwtAuthInterceptor])), ${PROVIDED}]`,
    );
  });
});

describe('a set-up', () => {
  it('may have its names in quotes', () => {
    const list = providers(SET_UP.replace('config', "'config'"));
    assert.equal(list, `[provideHttpClient(withInterceptors([jwtAuthInterceptor])), ${PROVIDED}]`);
  });
});

describe('a set-up without the module', () => {
  const interceptor = '{ provide: HTTP_INTERCEPTORS, useClass: JwtInterceptor, multi: true }';

  it('is found by its interceptor', () => {
    assert.equal(
      providers(
        `provideHttpClient(withInterceptorsFromDi()), ${interceptor}, { provide: JWT_OPTIONS, useValue: { allowedDomains: ['a.com'] } }, JwtHelperService`,
      ),
      `[provideHttpClient(withInterceptors([jwtAuthInterceptor])), ${PROVIDED}, JwtHelperService]`,
    );
  });

  it('is one for the helper where there is no interceptor', () => {
    const options = 'useValue: { tokenGetter: () => read() }';
    assert.equal(
      providers(`{ provide: JWT_OPTIONS, ${options} }, JwtHelperService`),
      `[{ provide: JwtHelperOptions, ${options} }, JwtHelperService]`,
    );
  });

  it('is none where the options are a dummy', () => {
    assert.equal(
      providers('JwtHelperService, { provide: JWT_OPTIONS, useValue: JWT_OPTIONS }'),
      '[JwtHelperService]',
    );
  });
});

describe('a getter with logic', () => {
  const config = '{ tokenGetter: () => read() ?? localStorage.getItem(KEY) }';
  const setUp = `importProvidersFrom(JwtModule.forRoot({ config: ${config} }))`;
  const said =
    '// ngx-jwt-auth: tokenGetter has logic: no token is sent until JwtAuth.signIn(reply). Choose a withTokenStore().';

  it('goes on for the helper', () => {
    const list = providers(setUp, 'new JwtHelperService();');
    assert.ok(
      list.endsWith(`provideJwtAuth(${said}), { provide: JwtHelperOptions, useValue: ${config} }]`),
      list,
    );
  });

  it('goes on with the type of its request, which the config gave it', () => {
    const { text } = migrate({
      '/main.ts': `import { importProvidersFrom } from '@angular/core';
import { JwtHelperService, JwtModule } from '@auth0/angular-jwt';
new JwtHelperService();
const providers = [importProvidersFrom(JwtModule.forRoot({ config: { tokenGetter: (request) => read(request) } }))];
`,
    });
    assert.match(
      text('/main.ts'),
      /tokenGetter: \(request\?: HttpRequest<unknown>\) => read\(request\)/,
    );
    assert.match(text('/main.ts'), /import \{ HttpRequest, [^}]*\} from '@angular\/common\/http';/);
  });

  it('goes on in a factory, with what that depends on', () => {
    const list = providers(
      'importProvidersFrom(JwtModule.forRoot({ jwtOptionsProvider: { provide: JWT_OPTIONS, useFactory: options, deps: [Tokens] } }))',
      "export function options(tokens: Tokens) { return { tokenGetter: () => tokens.get(), allowedDomains: ['a.com'] }; }\nnew JwtHelperService();",
    );
    assert.ok(list.includes("{ attachTo: ['/', 'https://a.com'] }"), list);
    assert.ok(
      list.endsWith('{ provide: JwtHelperOptions, useFactory: options, deps: [Tokens] }]'),
      list,
    );
  });

  for (const [what, imported, given, provided] of [
    ['options', 'options', 'options', 'useValue: options.config'],
    ['a config', 'config', '{ config }', 'useValue: config'],
    [
      'a provider',
      'provider',
      '{ jwtOptionsProvider: provider }',
      'useFactory: provider.useFactory, deps: provider.deps',
    ],
    [
      'options with a provider',
      'withProvider',
      'withProvider',
      'useFactory: withProvider.jwtOptionsProvider.useFactory, deps: withProvider.jwtOptionsProvider.deps',
    ],
  ] as const) {
    it(`goes on as ${what} of another file`, () => {
      const { text } = migrate({
        '/options.ts': `import { JWT_OPTIONS } from './jwt-options';
const get = () => read();
export const config = { tokenGetter: get };
export const options = { config: { tokenGetter: get } };
export const provider = { provide: JWT_OPTIONS, useFactory: () => ({ tokenGetter: get }), deps: [Tokens] };
export const withProvider = { jwtOptionsProvider: provider };
`,
        '/main.ts': `import { importProvidersFrom } from '@angular/core';
import { JwtHelperService, JwtModule } from '@auth0/angular-jwt';
import { ${imported} } from './options';
new JwtHelperService();
const providers = [importProvidersFrom(JwtModule.forRoot(${given}))];
`,
      });
      const written = text('/main.ts').replace(/\s+/g, ' ').replaceAll(', }', ' }');
      assert.ok(written.includes(`{ provide: JwtHelperOptions, ${provided} }`), written);
    });
  }

  it('is told another way in a spec', () => {
    assert.match(providers(setUp, '', '/main.spec.ts'), /provideJwtAuthTesting\(\)/);
  });
});

describe('what cannot be read', () => {
  for (const [what, text] of [
    ['a config from elsewhere', 'importProvidersFrom(JwtModule.forRoot(options))'],
    [
      'a class of options',
      'importProvidersFrom(JwtModule.forRoot({ jwtOptionsProvider: { provide: JWT_OPTIONS, useClass: Options } }))',
    ],
    ['a module that is passed on', 'modules(JwtModule.forRoot({ config: {} }))'],
    ['the interceptor in other hands', 'new JwtInterceptor()'],
    ['the options in other hands', 'inject(JWT_OPTIONS)'],
  ] as const) {
    it(`keeps ${what} as it is, marks it, and moves nothing`, () => {
      const imports =
        "import { JWT_OPTIONS, JwtInterceptor, JwtModule } from '@auth0/angular-jwt';\n";
      const helper = "import { JwtHelperService } from '@auth0/angular-jwt';\n";
      const result = migrate({ '/a.ts': `${imports}x(\n  ${text},\n);\n`, '/b.ts': helper });
      assert.equal(result.isBlocked, true);
      assert.equal(
        result.text('/a.ts'),
        `${imports}x(\n  // ngx-jwt-auth: this use of @auth0/angular-jwt cannot be moved by itself. Move it by hand, and run again.\n  ${text},\n);\n`,
      );
      assert.equal(result.text('/b.ts'), helper);
      const again = migrate(Object.fromEntries(result.files));
      assert.deepEqual(again.files, result.files);
    });
  }

  it('in a spec keeps the spec alone', () => {
    const helper = "import { JwtHelperService } from '@auth0/angular-jwt';\n";
    const spec =
      "import { JWT_OPTIONS } from '@auth0/angular-jwt';\nTestBed.inject(JWT_OPTIONS);\n";
    const result = migrate({ '/a.spec.ts': spec, '/b.ts': helper });
    assert.equal(result.isBlocked, false);
    assert.match(
      result.text('/a.spec.ts'),
      /cannot be moved by itself.*\nTestBed\.inject\(JWT_OPTIONS\)/,
    );
    assert.match(result.text('/b.ts'), /ngx-jwt-auth\/compat/);
  });
});

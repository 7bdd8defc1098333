// The HttpClient of an app need not stand beside its set-up of angular-jwt.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { migrate } from '../spec-support/migrate.ts';

const CORE = "import { importProvidersFrom } from '@angular/core';\n";
const HTTP =
  "import { provideHttpClient, withInterceptorsFromDi } from '@angular/common/http';\nimport { ToastModule } from 'toasts';\n";
const JWT = "import { JwtModule } from '@auth0/angular-jwt';\n";
const MAIN = `import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app';
import { config } from './config';
bootstrapApplication(App, config);
`;

/** A set-up with one getter. */
const SET_UP =
  "importProvidersFrom(JwtModule.forRoot({ config: { tokenGetter: () => localStorage.getItem('token') } }))";

describe('the HttpClient of another file', () => {
  const files = {
    '/core/http.ts': `${HTTP}export const http = [provideHttpClient(withInterceptorsFromDi())];\n`,
    '/auth/config.ts': `${CORE}${JWT}import { http } from '../core/http';
export const providers = [...http, ${SET_UP}];
`,
  };

  it('gets the interceptors, with their imports', () => {
    const { text } = migrate(files);
    assert.equal(
      text('/core/http.ts'),
      `import { provideHttpClient, withInterceptorsFromDi, withInterceptors } from '@angular/common/http';
import { ToastModule } from 'toasts';
import { jwtAuthInterceptor } from 'ngx-jwt-auth';
import { legacyTokenInterceptor } from '../auth/legacy-token-store';
export const http = [provideHttpClient(
  withInterceptorsFromDi(),
  withInterceptors([legacyTokenInterceptor, jwtAuthInterceptor]),
)];
`,
    );
    assert.doesNotMatch(text('/auth/config.ts'), /provideHttpClient|jwtAuthInterceptor/);
    assert.match(text('/auth/config.ts'), /import \{ LegacyTokenStore \} from '.\/legacy-token/);
  });

  it('gets them once from several set-ups', () => {
    const { text } = migrate({ ...files, '/auth/other.ts': files['/auth/config.ts'] });
    assert.equal(text('/core/http.ts').match(/jwtAuthInterceptor\]/g)?.length, 1);
  });

  for (const [client, result] of [
    [
      'provideHttpClient()',
      'withInterceptors([legacyTokenInterceptor]), withInterceptors([jwtAuthInterceptor])',
    ],
    [
      'provideHttpClient(withInterceptors([log]))',
      'withInterceptors([ log, legacyTokenInterceptor, jwtAuthInterceptor ])',
    ],
  ] as const) {
    it(`gets that of LegacyTokenStore first where it comes second: ${client}`, () => {
      const { text } = migrate({
        '/http.ts': `${CORE}${JWT}import { provideHttpClient, withInterceptors } from '@angular/common/http';
export const http = [${client}, importProvidersFrom(JwtModule.forRoot({ config: {} }))];
`,
        '/auth/config.ts': files['/auth/config.ts'].replace('../core/', '../'),
      });
      const written = text('/http.ts').replace(/\s+/g, ' ').replaceAll(', ]', ' ]');
      assert.ok(written.includes(result), written);
    });
  }

  it('gets them under names that its file has free', () => {
    const { text } = migrate({
      ...files,
      '/core/http.ts': `import { provideHttpClient, withInterceptors as using } from '@angular/common/http';
import { jwtAuthInterceptor } from './own';
export const http = [provideHttpClient(using(own), using([jwtAuthInterceptor]))];
`,
    });
    const written = text('/core/http.ts');
    assert.match(written, /import \{ jwtAuthInterceptor as ngxJwtAuthInterceptor \} from 'ngx-jwt/);
    assert.match(
      written,
      /using\(own\),[^]*using\(\[legacyTokenInterceptor, ngxJwtAuthInterceptor\]\)/,
    );
    assert.doesNotMatch(written, /[^.]withInterceptors\(/);
  });

  it('is given under the names of the file where there is none', () => {
    const { text } = migrate({
      '/config.ts': `${CORE}${JWT}import { provideHttpClient as http } from '@angular/common/http';
export const other = () => http();
export const providers = [${SET_UP}];
`,
    });
    assert.match(text('/config.ts'), /providers = \[\s+http\(withInterceptors\(\[/);
  });

  it('leaves what has the name of an option', () => {
    const { text } = migrate({
      '/config.ts': `${CORE}${JWT}export const config = { providers: [${SET_UP}] };\n`,
    });
    assert.match(text('/config.ts'), /export const config = \{ providers: \[[^]*provideJwtAuth\(/);
  });

  for (const [hasFetchDefault, features] of [
    [true, 'withXhr\\(\\),\\s+withInterceptors'],
    [false, 'withInterceptors'],
  ] as const) {
    it(`goes on over XHR where the app imports HttpClientModule elsewhere: ${String(hasFetchDefault)}`, () => {
      const { text } = migrate(
        {
          '/main.ts': MAIN,
          '/config.ts': `${CORE}import { HttpClientModule } from '@angular/common/http';
import { auth } from './auth';
export const config = { providers: [importProvidersFrom(HttpClientModule), auth] };
`,
          '/auth.ts': `${CORE}${JWT}export const auth = [${SET_UP}];\n`,
        },
        { hasFetchDefault },
      );
      assert.match(text('/auth.ts'), new RegExp(`provideHttpClient\\(\\s*${features}`));
    });
  }

  it('is that of a module among the imports', () => {
    const { text } = migrate({
      '/core.module.ts': `${HTTP}import { NgModule } from '@angular/core';
@NgModule({ providers: [provideHttpClient()] })
export class CoreModule {}
`,
      '/app.module.ts': `import { NgModule } from '@angular/core';
${JWT}import { CoreModule } from './core.module';
@NgModule({ imports: [CoreModule, JwtModule.forRoot({ config: {} })] })
export class AppModule {}
`,
    });
    assert.match(
      text('/core.module.ts'),
      /provideHttpClient\(withInterceptors\(\[jwtAuthInterceptor\]\)\)|provideHttpClient\(\s+withInterceptors/,
    );
    assert.doesNotMatch(text('/app.module.ts'), /provideHttpClient/);
  });

  it('is that of the app where the app names the list with the set-up', () => {
    const { text } = migrate({
      '/main.ts': MAIN,
      '/config.ts': `${HTTP}import { auth } from './auth';
export const config = {
  providers: [
    provideHttpClient(),
    auth,
  ],
};
`,
      '/auth.ts': `${CORE}${JWT}export const auth = [${SET_UP}];\n`,
    });
    assert.match(
      text('/config.ts'),
      / {4}provideHttpClient\(withInterceptors\(\[legacyTokenInterceptor, jwtAuthInterceptor\]\)\),\n/,
    );
    assert.doesNotMatch(text('/config.ts'), /ngx-jwt-auth:/);
    assert.doesNotMatch(text('/auth.ts'), /provideHttpClient/);
  });

  it('is left to the app by a spec', () => {
    const spec = files['/auth/config.ts'];
    const { text } = migrate({ '/core/http.ts': files['/core/http.ts'], '/auth/a.spec.ts': spec });
    assert.equal(text('/core/http.ts'), files['/core/http.ts']);
    assert.match(text('/auth/a.spec.ts'), /provideHttpClient\(withInterceptors/);
  });
});

describe('a module with its providers elsewhere', () => {
  const module = (providers: string): string => `import { NgModule } from '@angular/core';
${JWT}import { APP_PROVIDERS, providers } from './providers';

@NgModule({
  imports: [JwtModule.forRoot({ config: { allowedDomains: ['a.com'] } })],
  ${providers},
})
export class AppModule {}
`;
  const list = (client: string): string =>
    `${HTTP}export const APP_PROVIDERS = [${client}];\nexport const providers = APP_PROVIDERS;\n`;

  for (const [written, name] of [
    ['providers: APP_PROVIDERS', 'APP_PROVIDERS'],
    ['providers', 'providers'],
  ] as const) {
    it(`gets a list around them: ${written}`, () => {
      const { text, isBlocked } = migrate({
        '/app.module.ts': module(written),
        '/providers.ts': list('provideHttpClient()'),
      });
      assert.equal(isBlocked, false);
      assert.equal(
        text('/app.module.ts'),
        `import { NgModule } from '@angular/core';
import { provideJwtAuth } from 'ngx-jwt-auth';
import { APP_PROVIDERS, providers } from './providers';

@NgModule({
  imports: [],
  providers: [
    ...${name},
    provideJwtAuth({ attachTo: ['/', 'https://a.com'] }),
  ],
})
export class AppModule {}
`,
      );
      assert.match(
        text('/providers.ts'),
        /= \[provideHttpClient\(withInterceptors\(\[jwtAuthInterceptor\]\)\)\];/,
      );
    });
  }

  it('gets a client where there is none', () => {
    const { text } = migrate({
      '/app.module.ts': module('providers: APP_PROVIDERS'),
      '/providers.ts': list(''),
    });
    assert.match(
      text('/app.module.ts'),
      /\.\.\.APP_PROVIDERS,\n {4}provideHttpClient\(withInterceptors\(\[jwtAuthInterceptor\]\)\),\n/,
    );
  });

  it('keeps interceptors of classes in force that a package may bring along', () => {
    const { text } = migrate({
      '/app.module.ts': module('providers').replace('./providers', 'toasts'),
    });
    assert.match(
      text('/app.module.ts'),
      /\.\.\.providers,\n {4}provideHttpClient\(withInterceptorsFromDi\(\), withInterceptors/,
    );
  });
});

describe('options for the helper that are those of another file', () => {
  for (const [type, path] of [
    ['', 'options'],
    [': FactoryProvider', 'options'],
    [': Provider', 'Object(options)'],
  ] as const) {
    it(`are read from it as its type allows: ${type || 'none'}`, () => {
      const { text } = migrate({
        '/options.ts': `import { JWT_OPTIONS } from '@auth0/angular-jwt';
export const options${type} = { provide: JWT_OPTIONS, useFactory: () => ({ tokenGetter: () => read() }), deps: [] };
`,
        '/config.ts': `${CORE}import { JwtHelperService, JwtModule } from '@auth0/angular-jwt';
import { options } from './options';
export const helper = JwtHelperService;
export const list = [importProvidersFrom(JwtModule.forRoot({ jwtOptionsProvider: options }))];
`,
      });
      const written = text('/config.ts').replace(/\s+/g, ' ');
      assert.ok(written.includes(`useFactory: ${path}.useFactory, deps: ${path}.deps`), written);
    });
  }
});

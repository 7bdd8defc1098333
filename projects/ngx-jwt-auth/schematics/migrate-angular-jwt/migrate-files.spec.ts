// Whole files, as they were and as they are: what a person sees in the diff.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { migrate } from './spec-support/migrate.ts';

const MODULE = `import { HttpClientModule } from '@angular/common/http';
import { NgModule } from '@angular/core';
import { BrowserModule } from '@angular/platform-browser';
import { JwtModule } from '@auth0/angular-jwt';
import { AppComponent } from './app.component';

export function tokenGetter() {
  return localStorage.getItem('access_token');
}

@NgModule({
  declarations: [AppComponent],
  imports: [
    BrowserModule,
    HttpClientModule,
    JwtModule.forRoot({
      config: {
        tokenGetter: tokenGetter,
        // the two backends
        allowedDomains: ['api.example.com', 'localhost:3000'],
        disallowedRoutes: ['http://localhost:3000/auth/login'],
      },
    }),
  ],
  bootstrap: [AppComponent],
})
export class AppModule {}
`;

const CONFIG = `import { provideHttpClient, withInterceptorsFromDi } from '@angular/common/http';
import { ApplicationConfig, importProvidersFrom } from '@angular/core';
import { provideRouter } from '@angular/router';
import { JwtModule } from '@auth0/angular-jwt';
import { routes } from './app.routes';

export const appConfig: ApplicationConfig = {
  providers: [
    provideRouter(routes),
    provideHttpClient(withInterceptorsFromDi()),
    importProvidersFrom(
      JwtModule.forRoot({
        config: {
          tokenGetter: () => sessionStorage.getItem('jwt'),
          allowedDomains: ['api.example.com'],
          headerName: 'X-Auth',
          authScheme: 'JWT ',
          skipWhenExpired: true,
        },
      }),
    ),
  ],
};
`;

describe('migrateFiles', () => {
  it('moves a module over', () => {
    const { text } = migrate({ '/app.module.ts': MODULE });
    assert.equal(
      text('/app.module.ts'),
      `import { provideHttpClient, withInterceptors, withXhr } from '@angular/common/http';
import { NgModule, inject } from '@angular/core';
import { BrowserModule } from '@angular/platform-browser';
import { customTokenStore, jwtAuthInterceptor, provideJwtAuth, withTokenStore } from 'ngx-jwt-auth';
import { AppComponent } from './app.component';
import { legacyTokenInterceptor, LegacyTokenStore } from './legacy-token-store';

@NgModule({
  declarations: [AppComponent],
  imports: [
    BrowserModule,
  ],
  bootstrap: [AppComponent],
  providers: [
    provideHttpClient(withXhr(), withInterceptors([legacyTokenInterceptor, jwtAuthInterceptor])),
    provideJwtAuth(
      {
        // the two backends
        attachTo: ['/', 'https://api.example.com', 'http://localhost:3000'],
        neverAttachTo: ['http://localhost:3000/auth/login'],
      },
      withTokenStore(customTokenStore(() => inject(LegacyTokenStore))),
    ),
  ],
})
export class AppModule {}
`,
    );
  });

  it('moves the config of a standalone app over, with a store of the library if asked', () => {
    const { text, files } = migrate(
      { '/app.config.ts': CONFIG },
      { store: 'session', refreshUrl: '/auth/refresh' },
    );
    assert.equal(
      text('/app.config.ts'),
      `import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { ApplicationConfig } from '@angular/core';
import { provideRouter } from '@angular/router';
import {
  jwtAuthInterceptor,
  provideJwtAuth,
  sessionStorageTokenStore,
  withTokenRefresh,
  withTokenStore,
} from 'ngx-jwt-auth';
import { routes } from './app.routes';

export const appConfig: ApplicationConfig = {
  providers: [
    provideRouter(routes),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    provideJwtAuth(
      { attachTo: ['/', 'https://api.example.com'], header: 'X-Auth', scheme: 'JWT' },
      withTokenStore(sessionStorageTokenStore()),
      withTokenRefresh('/auth/refresh'),
    ),
  ],
};
`,
    );
    assert.equal(files.size, 1);
  });

  it('keeps quotes, indentation and line ends', () => {
    const written = (text: string): string =>
      text
        .replace(/'(?!s )/g, '"') // but not that of "app's"
        .replace(/^(?: {2})+/gm, (margin) => '\t'.repeat(margin.length / 2))
        .replaceAll('\n', '\r\n');
    for (const [path, text] of [
      ['/app.module.ts', MODULE],
      ['/app.config.ts', CONFIG],
    ] as const) {
      const expected = migrate({ [path]: text });
      const { files } = migrate({ [path]: written(text) });
      for (const [file, result] of files) assert.equal(result, written(expected.text(file)));
      assert.equal(files.size, 2);
    }
  });

  it('changes nothing the second time', () => {
    const once = migrate({ '/app.module.ts': MODULE, '/app.config.ts': CONFIG });
    assert.equal(once.setUps, 2);
    const twice = migrate(Object.fromEntries(once.files));
    assert.deepEqual(twice.files, once.files);
    assert.equal(twice.setUps, 0);
  });

  it('has no need of withXhr() before Angular 22', () => {
    const { text } = migrate({ '/app.module.ts': MODULE }, { hasFetchDefault: false });
    assert.doesNotMatch(text('/app.module.ts'), /withXhr/);
  });

  it('leaves an app without angular-jwt alone', () => {
    const files = { '/a.ts': "localStorage.setItem('token', x);\nprovideHttpClient();\n" };
    assert.deepEqual(Object.fromEntries(migrate(files).files), files);
  });

  it('imports the helper from compat, beside what stays', () => {
    const { text } = migrate({
      '/a.ts': "import { JwtHelperService } from '@auth0/angular-jwt';\nnew JwtHelperService();\n",
      '/b.ts': "export { JwtHelperService as Helper } from '@auth0/angular-jwt';\n",
      '/c.ts':
        "import type { JwtConfig, JwtHelperService } from '@auth0/angular-jwt';\nlet x: JwtConfig;\n",
    });
    assert.equal(
      text('/a.ts'),
      "import { JwtHelperService } from 'ngx-jwt-auth/compat';\nnew JwtHelperService();\n",
    );
    assert.equal(
      text('/b.ts'),
      "export { JwtHelperService as Helper } from 'ngx-jwt-auth/compat';\n",
    );
    assert.equal(
      text('/c.ts'),
      `// ngx-jwt-auth: this is still in use, so @auth0/angular-jwt stays installed. Move it by hand.
import type { JwtConfig } from '@auth0/angular-jwt';
import type { JwtHelperService } from 'ngx-jwt-auth/compat';
let x: JwtConfig;
`,
    );
  });

  it('removes a config of its own with its type', () => {
    const config = "{ config: { tokenGetter: () => sessionStorage.getItem('jwt') } }";
    const { text } = migrate({
      '/app.config.ts': CONFIG.replace('JwtModule }', 'JwtModule, type JwtModuleOptions }')
        .replace(/forRoot\([^]*?\}\),\n/, 'forRoot(options),\n')
        .replace('export', `const options: JwtModuleOptions = ${config};\n\nexport`),
    });
    assert.match(text('/app.config.ts'), /LegacyTokenStore/);
    assert.doesNotMatch(text('/app.config.ts'), /JwtModuleOptions|angular-jwt/);
  });

  it('marks a second HttpClient, and the code that knows the token', () => {
    const { text } = migrate({
      '/app.config.ts': CONFIG,
      '/lazy.ts':
        "import { HttpClientModule } from '@angular/common/http';\n@NgModule({ imports: [HttpClientModule] })\nclass Lazy {}\n",
      '/auth.ts': "sessionStorage.setItem('jwt', reply.token);\n",
    });
    assert.match(text('/lazy.ts'), /\/\/ ngx-jwt-auth: where this is loaded lazily.*\n@NgModule/);
    assert.match(text('/auth.ts'), /^\/\/ ngx-jwt-auth: call JwtAuth\.signIn\(reply\) instead\./);
  });
});

import js from '@eslint/js';
import angular from 'angular-eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const library = 'projects/ngx-jwt-auth/src';
const specs = ['**/*.spec.ts', '**/spec-support/**/*.ts'];

/** The app registers HttpClient (docs: one visible line); the library must never do it for it. */
const httpSetup = {
  name: '@angular/common/http',
  importNames: ['HTTP_INTERCEPTORS', 'provideHttpClient'],
  message: 'The app owns the HTTP chain: the library registers nothing in it.',
};
const ownEntryPoint = {
  regex: '^ngx-jwt-auth($|/)|(^|/)public-api$',
  message: 'Inside the library import the file itself, not the public entry point.',
};

/** The files directly in src/lib that put the parts together: they may import everything, nobody them. */
const top = ['provide-jwt-auth', 'publish-explain', 'test-session', 'dev-checks', 'watch-config'];

/**
 * The folders of src/lib, and those each may import values from; types may come from anywhere. The
 * other files directly in src/lib (errors.ts, dev-mode.ts ...) are the bottom: everybody may import
 * them, and they import `token` alone.
 * @type {Record<string, string[]>}
 */
const layers = {
  routing: ['session', 'token'],
  template: ['session', 'token'],
  refresh: ['endpoint', 'http', 'tabs', 'session', 'token'],
  endpoint: ['http', 'refresh', 'session', 'token'],
  http: ['session', 'token'],
  tabs: ['session', 'token'],
  session: ['token'],
  token: [],
};

/** What an app passes to provideJwtAuth() as its store: each kind brings the rules of its tabs. */
const storeKinds = [
  'session/with-token-store',
  'token/async-token-store',
  'token/custom-token-store',
  'token/local-storage-token-store',
  'token/session-storage-token-store',
].map((name) => `${library}/lib/${name}.ts`);

/**
 * Keeps `files` out of the folders not in `allowed`.
 * @param {string[]} files
 * @param {string} up a pattern for the way from `files` to src/lib
 * @param {string[]} allowed
 * @returns {import('eslint').Linter.Config}
 */
function mayImportOnly(files, up, allowed) {
  const forbidden = Object.keys(layers).filter((folder) => !allowed.includes(folder));
  return {
    files,
    ignores: specs,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [httpSetup],
          patterns: [
            ownEntryPoint,
            {
              regex: `^${up}(?:(?:${forbidden.join('|')})/|(?:${top.join('|')})$)`,
              allowTypeImports: true,
              message:
                'Values come one way: refresh -> http, tabs -> session -> token; routing, template -> session.',
            },
          ],
        },
      ],
    },
  };
}

/** @type {import('eslint').Linter.Config[]} */
const libraryLayers = [
  mayImportOnly([`${library}/lib/*.ts`], '\\./', ['token']),
  ...Object.entries(layers).flatMap(([folder, allowed]) => [
    mayImportOnly([`${library}/lib/${folder}/*.ts`], '\\.\\./', allowed),
    mayImportOnly([`${library}/lib/${folder}/*/**/*.ts`], '(?:\\.\\./){2,}', allowed),
  ]),
  mayImportOnly(storeKinds, '\\.\\./', ['tabs', 'token']),
  {
    files: top.map((name) => `${library}/lib/${name}.ts`),
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [httpSetup], patterns: [ownEntryPoint] },
      ],
    },
  },
];

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/coverage/',
    '.angular/',
    'reports/',
    '.stryker-tmp/',
    'test-results/',
    'playwright-report/',
    // Apps as they were before they moved over: their package is not installed here.
    'e2e/migration/workspace/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  // All TypeScript: library, demo, mock backend, e2e.
  {
    files: ['**/*.ts'],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // `== null` is the short way to say null or undefined.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A decorated class may be empty.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `||` on a string says that the empty one does not count either.
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true } },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // `void` is how "runs to its end, nobody waits" is said; node:test awaits its tests itself.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'suite', 'test'] },
          ],
        },
      ],
    },
  },

  // The example servers have packages of their own, installed by `npm test -- interop` alone. Without
  // them every type is an error; with them each server's own `tsc` says what is wrong.
  {
    files: ['examples/*/src/**/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: {
      // Nest looks at the classes in a constructor's parameters: they are values.
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },

  // Nor are the libraries of the benches there before `npm run bench`; Angular's own build checks the types.
  {
    files: ['bench/size/peers/*.ts', 'bench/variants/src/variants/peers/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
  },

  // What is made with Angular.
  {
    files: [
      'bench/*/src/**/*.ts',
      'bench/size/peers/*.ts',
      'projects/ngx-jwt-auth/**/*.ts',
      'projects/demo-app/**/*.ts',
      'e2e/consumers/app/**/*.ts',
      'e2e/interop/**/*.ts',
      'e2e/ssr/**/*.ts',
      'e2e/tabs/**/*.ts',
      'examples/*/angular/**/*.ts',
    ],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      // Angular's abstract Injector is handed out by inject(), never constructed.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: ['**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  selectorPrefix('projects/ngx-jwt-auth', 'jwt'),
  selectorPrefix('projects/demo-app', 'app'),
  selectorPrefix('bench/*/src', 'app'),
  selectorPrefix('bench/size/peers', 'app'),
  selectorPrefix('e2e/interop', 'app'),
  selectorPrefix('e2e/ssr', 'app'),
  selectorPrefix('e2e/tabs', 'app'),
  selectorPrefix('e2e/consumers/app', 'app'),

  // The library alone.
  {
    files: [`${library}/**/*.ts`],
    ignores: specs,
    rules: {
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [httpSetup] }],
      // `isolatedDeclarations` wants the type of what is exported on the left.
      '@typescript-eslint/consistent-generic-constructors': 'off',
    },
  },
  {
    // Still longer than the others may be.
    files: [
      'session/stored-session',
      'tabs/create-tab-rules',
      'tabs/create-turn',
      'tabs/ledger',
    ].map((name) => `${library}/lib/${name}.ts`),
    rules: {
      'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }],
    },
  },
  libraryLayers,
  {
    files: [`${library}/**/*.ts`],
    ignores: [
      ...specs,
      ...['dev-mode', 'dev-checks', 'watch-config', 'http/watch-request', 'session/dev-notes'].map(
        (name) => `${library}/lib/${name}.ts`,
      ),
      // What only a server needs: it stays in development, since unit tests of apps play the server.
      `${library}/lib/http/jwt-auth-interceptor.ts`,
      `${library}/lib/routing/jwt-auth-guard.ts`,
      `${library}/lib/token/check-*.ts`,
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'Identifier[name="ngDevMode"]:not(VariableDeclaration[declare=true] *, NewExpression[callee.name="InjectionToken"] *), Literal[value="ngDevMode"]',
          message:
            'Only dev-mode.ts, files for development alone and the names of tokens read ngDevMode.',
        },
      ],
    },
  },

  // The other entry points are packages of their own: they see of the library what apps see.
  {
    files: ['projects/ngx-jwt-auth/{compat,testing}/**/*.ts'],
    ignores: specs,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [httpSetup],
          patterns: [{ regex: '\\.\\./', message: "Import from 'ngx-jwt-auth'." }],
        },
      ],
      '@typescript-eslint/consistent-generic-constructors': 'off',
    },
  },
  {
    files: ['projects/ngx-jwt-auth/playwright/**/*.ts'],
    ignores: specs,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(?!\\./)', message: 'Plain Node loads this entry: it imports nothing.' },
          ],
        },
      ],
    },
  },

  // Specs look at what is there by construction, and hand methods to spies.
  {
    files: specs,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      // Jasmine types a matcher such as jasmine.any() and the arguments of a spy's call as `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },

  // Tools and configurations. `npm run check -- types` has tsc look at them, which knows what is defined.
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [js.configs.recommended],
    rules: { 'no-undef': 'off', eqeqeq: 'error' },
  },
);

/**
 * @param {string} folder
 * @param {string} prefix
 * @returns {import('eslint').Linter.Config}
 */
function selectorPrefix(folder, prefix) {
  return {
    files: [`${folder}/**/*.ts`],
    rules: {
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix, style: 'kebab-case' },
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix, style: 'camelCase' },
      ],
    },
  };
}

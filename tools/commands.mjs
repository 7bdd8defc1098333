/**
 * What the npm scripts of these names run, by what is behind them: `npm test -- interop`. Those in `usual` are run
 * when nothing is.
 * @type {Record<string, { usual: string[], commands: Record<string, string[]> }>}
 */
export const commands = {
  build: {
    usual: ['package'],
    commands: {
      package: [
        'node tools/copy-docs.mjs',
        'ng build ngx-jwt-auth',
        'tsc -p projects/ngx-jwt-auth/playwright/tsconfig.lib.json',
        'node tools/build-schematics.mjs',
      ],
      demo: ['ng build demo-app'],
      pages: ['ng build demo-app -c production,pages', 'node tools/build-worker.mjs'],
      ssr: ['local-storage', 'custom-header', 'cookie'].map(
        (name) => `ng build ssr-app -c ${name}`,
      ),
      tabs: ['ng build tabs-app'],
      interop: ['ng build interop-app'],
    },
  },
  test: {
    usual: ['lib', 'zone', 'demo', 'backend', 'types', 'playwright', 'schematics', 'e2e'],
    commands: {
      lib: ['ng test ngx-jwt-auth --code-coverage'],
      zone: ['ng test ngx-jwt-auth --configuration zone'],
      demo: ['ng test demo-app'],
      backend: ['node tools/node-test.mjs "projects/mock-backend/**/*.spec.ts"'],
      tools: ['node tools/node-test.mjs "tools/**/*.spec.mjs" "bench/**/*.spec.ts"'],
      types: ['npm run build', 'node tools/type-tests.mjs'],
      playwright: ['node tools/node-test.mjs "projects/ngx-jwt-auth/playwright/*.spec.ts"'],
      schematics: [
        'npm run build',
        'node tools/node-test.mjs "projects/ngx-jwt-auth/schematics/**/*.spec.ts"',
      ],
      e2e: [
        'npm run build -- demo',
        'npm run build -- ssr',
        'npm run build -- tabs',
        'playwright test --config e2e',
      ],
      pages: ['npm run build -- pages', 'playwright test --config e2e/pages'],
      firefox: ['npm run build -- tabs', 'playwright test --config e2e/firefox'],
      interop: ['npm run build -- interop', 'node tools/interop.mjs'],
      consumers: ['npm run build', 'node e2e/consumers/main.ts'],
      migration: ['npm run build', 'node tools/node-test.mjs e2e/migration/main.ts'],
      properties: ['ng test ngx-jwt-auth --include="src/**/*.properties.spec.ts"'],
      mutation: ['node tools/mutation.mjs'],
      probe: ['node bench/probe/main.ts'],
      'refresh-time': ['node bench/refresh-time/main.ts'],
      lighthouse: ['npm run build -- demo', 'node tools/lighthouse.mjs'],
      'lighthouse-pages': ['npm run build -- pages', 'node tools/lighthouse.mjs --pages'],
    },
  },
  docs: {
    usual: ['api'],
    commands: {
      api: [
        'npm run build',
        'node tools/check-api.mjs --update',
        'node tools/check-api-docs.mjs --update',
      ],
      screenshots: ['npm run build -- demo', 'playwright test --config e2e/screenshots'],
    },
  },
  'check:all': {
    usual: ['everything'],
    commands: {
      everything: [
        'npm test',
        // What is only there, and some of what the demo does on a server too: all of it takes long, and is a job of its own.
        'npm test -- pages without-server login refresh.spec sign-out',
        // These install other packages than the lockfile's: apps on another library, apps of other Angulars.
        'npm test -- migration',
        'npm test -- consumers',
        'npm run check',
      ],
    },
  },
};

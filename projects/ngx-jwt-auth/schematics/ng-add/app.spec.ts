import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFixture, expectFiles, logOf, runTwice } from '../spec-support/fixture.ts';
import { run } from '../spec-support/workspace.ts';

/** Gives what `ng add` adds, without refresh, in a list of that indent. */
function added(indent: string): string {
  return `${indent}provideHttpClient(withInterceptors([jwtAuthInterceptor])),
${indent}provideJwtAuth(),
`;
}

const IMPORTS = `import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { jwtAuthInterceptor, provideJwtAuth } from 'ngx-jwt-auth';
`;
const OPTIONS = { store: 'memory', refreshUrl: '' };

describe('ng add finds the providers', () => {
  it('in main.ts', () => {
    const main = (
      imports: string,
      providers: string,
    ): string => `import { bootstrapApplication } from '@angular/platform-browser';
${imports}import { App } from './app/app';

bootstrapApplication(App, { providers: [${providers}] }).catch(console.error);
`;
    return expectFiles(
      { '/src/main.ts': main('', 'A') },
      { '/src/main.ts': main(IMPORTS, `\n  A,\n${added('  ')}`) },
      OPTIONS,
    );
  });

  it('nowhere, and makes a list', () => {
    const main = (imports: string, config: string): string =>
      `import { bootstrapApplication } from '@angular/platform-browser';
${imports}import { App } from './app/app';

bootstrapApplication(App${config}).catch(console.error);
`;
    const list = '[provideHttpClient(withInterceptors([jwtAuthInterceptor])), provideJwtAuth()]';
    return expectFiles(
      { '/src/main.ts': main('', '') },
      { '/src/main.ts': main(IMPORTS, `, {\n  providers: ${list},\n}`) },
      OPTIONS,
    );
  });

  it('in a config without providers', () =>
    expectFiles(
      { 'app.config.ts': 'export const appConfig = {};\n' },
      {
        'app.config.ts': `${IMPORTS}\nexport const appConfig = { providers: [\n${added('  ')}] };\n`,
      },
      OPTIONS,
    ));

  it('in a config that is spread, which it would replace', () => {
    const file = (imports: string, list: string): string =>
      `${imports}const base = { providers: [\n  A,\n${list}] };\nexport const appConfig = { ...base };\n`;
    return expectFiles(
      { 'app.config.ts': file('', '') },
      { 'app.config.ts': file(`${IMPORTS}\n`, added('  ')) },
      OPTIONS,
    );
  });

  it('nowhere, where a config is spread that it cannot read', async () => {
    const text = "import { base } from '@acme/config';\nexport const appConfig = { ...base };\n";
    const log = await logOf({ 'app.config.ts': text }, {});
    assert.match(log.at(-2) ?? '', /^Please do by hand: The providers are no list/);
  });

  it('behind a dynamic import, `satisfies` and a constant', () =>
    expectFiles(
      {
        '/src/main.ts': "import('./bootstrap').catch(console.error);\n",
        '/src/bootstrap.ts': `import { bootstrapApplication } from '@angular/platform-browser';
import * as core from '@angular/core';
import config from './app/app.config';

void bootstrapApplication(App, config);
`,
        'app.config.ts': `const all = [
  A,
];
const config = { providers: all } satisfies ApplicationConfig;
export default config;
`,
      },
      {
        'app.config.ts': `${IMPORTS}
const all = [
  A,
${added('  ')}];
const config = { providers: all } satisfies ApplicationConfig;
export default config;
`,
      },
      OPTIONS,
    ));

  it('in what a function returns', () => {
    const file = (
      imports: string,
      providers: string,
    ): string => `${imports}export function createConfig() {
  return {
    providers: [
${providers}    ],
  };
}
`;
    return expectFiles(
      {
        '/src/main.ts': `import { bootstrapApplication } from '@angular/platform-browser';
import { createConfig } from './app/app.config';
void bootstrapApplication(App, createConfig());
`,
        'app.config.ts': file('', '      A,\n'),
      },
      { 'app.config.ts': file(`${IMPORTS}\n`, `      A,\n${added('      ')}`) },
      OPTIONS,
    );
  });

  it('and prints the steps where they are no list', async () => {
    const log = await logOf(
      { 'app.config.ts': 'export const appConfig = { providers: [A].concat(make()) };\n' },
      {},
    );
    assert.deepEqual(log.slice(-2), [
      'Please do by hand: The providers are no list that can be added to. Add to them: ' +
        'provideHttpClient(withInterceptors([jwtAuthInterceptor])). ' +
        "withInterceptors comes from '@angular/common/http', jwtAuthInterceptor from 'ngx-jwt-auth'.",
      'Please do by hand: The providers are no list that can be added to. Add to them, with imports from ' +
        "'ngx-jwt-auth':\nprovideJwtAuth(\n  {},\n  withTokenStore(localStorageTokenStore()),\n  withTokenRefresh('/api/auth/refresh'),\n)",
    ]);
  });

  it('and prints the steps where their type takes none of the library', async () => {
    const log = await logOf(
      {
        'app.config.ts': `import { Provider } from '@angular/core';
const providers: Provider[] = [A];
export const appConfig = { providers };
`,
      },
      {},
    );
    assert.match(log.at(-2) ?? '', /^Please do by hand: The providers are no list/);
  });

  it('and refuses an app that it cannot read', async () => {
    const tree = await createFixture({ '/src/main.ts': 'console.log(1);\n' });
    await assert.rejects(
      run('ng-add', tree),
      /src\/main\.ts neither calls bootstrapApplication\(\) nor/,
    );
  });

  it('adds no second provideJwtAuth(), wherever the first one is', async () => {
    const tree = await createFixture({
      'app.config.ts':
        "import { auth } from './auth';\nexport const appConfig = { providers: [auth()] };\n",
      'auth.ts': `import { provideJwtAuth as provide } from 'ngx-jwt-auth';
export const auth = () => [provide({ loginUrl: '/sign-in' })];
`,
    });
    const result = await runTwice(tree);
    assert.doesNotMatch(result.tree.readContent('/src/app/app.config.ts'), /provideJwtAuth/);
    assert.ok(
      result.log.includes(
        '  kept: provideJwtAuth() is there already, with its options: none was changed.',
      ),
    );
  });

  const setUp = (features: string): Readonly<Record<string, string>> => ({
    'app.config.ts': `import { provideJwtAuth, withTokenRevocation } from 'ngx-jwt-auth';
export const appConfig = { providers: [provideJwtAuth({}${features})] };
`,
  });

  it('prints the step for a revocation that an earlier set-up lacks', async () => {
    const { log } = await runTwice(await createFixture(setUp('')), { logoutUrl: "/o'x" });
    assert.equal(
      log.at(-1),
      'Please do by hand: For --logout-url add to your provideJwtAuth(), after its first argument and ' +
        "with the import from 'ngx-jwt-auth': withTokenRevocation('/o\\'x')",
    );
  });

  it('and none where it has a revocation, or was asked for none', async () => {
    const before = setUp(", withTokenRevocation('/old')");
    const asked = await runTwice(await createFixture(before), { logoutUrl: '/logout' });
    const unasked = await runTwice(await createFixture(setUp('')), { logoutUrl: 'none' });
    for (const { log } of [asked, unasked]) {
      assert.ok(log.some((each) => each.startsWith('  kept: provideJwtAuth() is there already')));
      assert.deepEqual(
        log.filter((each) => each.startsWith('Please do by hand')),
        [],
      );
    }
  });
});

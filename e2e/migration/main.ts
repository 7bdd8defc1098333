// `npm test -- migration`: apps on the real @auth0/angular-jwt 5.2, with HTTP tests of their own, are
// moved over by the command, with the real CLI. They must build, and pass the same tests as before.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { ng, passedIn } from './ng.ts';
import { snapshot } from './snapshot.ts';
import { workspace, writeWorkspace } from './workspace.ts';

const APPS = ['module-app', 'standalone-app'];
const passedBefore = new Map<string, number>();

describe('migrate-angular-jwt', () => {
  before(writeWorkspace);

  for (const app of APPS) {
    it(`${app}: passes its tests on angular-jwt`, () => {
      passedBefore.set(app, passedIn(ng('test', app)));
    });
  }

  for (const app of APPS) {
    it(`${app}: is moved over`, () => {
      const output = migrate(app);
      assert.match(output, /Moved over: \d+ set-up/);
      assert.match(output, /legacy-token-store\.ts goes on/);
    });
  }

  it('nothing uses angular-jwt any more', () => {
    const manifest = readFileSync(join(workspace, 'package.json'), 'utf8');
    assert.doesNotMatch(manifest, /auth0/);
    rmSync(join(workspace, 'node_modules/@auth0'), { recursive: true });
  });

  it('a second run changes nothing', () => {
    const once = snapshot(workspace);
    for (const app of APPS) migrate(app);
    assert.deepEqual(snapshot(workspace), once);
  });

  for (const app of APPS) {
    it(`${app}: builds`, () => {
      assert.match(ng('build', app), /Application bundle generation complete/);
    });

    it(`${app}: passes the same tests`, () => {
      assert.equal(passedIn(ng('test', app)), passedBefore.get(app));
    });
  }

  it('JwtAuth and code that knows the old key get on with each other', () => {
    const spec = 'legacy-token-store.spec.ts';
    cpSync(join(workspace, 'after', spec), join(workspace, 'module-app/src/app', spec));
    assert.equal(passedIn(ng('test', 'module-app', `--include=**/${spec}`)), 7);
  });
});

/** Without the installation, which would remove the packages that were put there by hand. */
function migrate(app: string): string {
  const command = 'ngx-jwt-auth:migrate-angular-jwt';
  return ng('generate', command, `--project=${app}`, '--skip-install');
}

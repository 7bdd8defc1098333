import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { UnitTestTree } from '@angular-devkit/schematics/testing/index.js';
import { addApp, angular, changesOf, createWorkspace, run } from '../spec-support/workspace.ts';

/** A workspace with a library and two apps, in this order. */
async function createTwoApps(): Promise<UnitTestTree> {
  const library = { name: 'lib', skipInstall: true };
  const tree = await angular('library', library, await createWorkspace());
  return addApp(await addApp(tree, { name: 'one' }), { name: 'two' });
}

describe('ng add chooses the project', () => {
  const cases: readonly [name: string, options: object, file: string, notes: number][] = [
    ['the first application, and says so', {}, '/projects/one/src/app/app.config.ts', 1],
    ['the named one', { project: 'two' }, '/projects/two/src/app/app.config.ts', 0],
    [
      'the one around the current folder',
      { workingDirectory: 'projects/two/src' },
      '/projects/two/src/app/app.config.ts',
      0,
    ],
    [
      'the first where the folder is none of an application',
      { workingDirectory: 'projects/twofold' },
      '/projects/one/src/app/app.config.ts',
      1,
    ],
  ];
  for (const [name, options, file, notes] of cases) {
    it(`takes ${name}`, async () => {
      const tree = await createTwoApps();
      const result = await run('ng-add', tree, { loginPage: false, ...options });
      assert.deepEqual(Object.keys(changesOf(tree, result.tree)), [file]);
      assert.equal(
        result.log.filter((each) => each.includes('--project takes another')).length,
        notes,
      );
    });
  }

  it('refuses a name that is not there', async () => {
    await assert.rejects(
      createTwoApps().then((tree) => run('ng-add', tree, { project: 'three' })),
      /--project 'three' is not in this workspace\. Its applications: one, two\./,
    );
  });

  it('refuses a library', async () => {
    await assert.rejects(
      createTwoApps().then((tree) => run('ng-add', tree, { project: 'lib' })),
      /--project 'lib' is a library, and a session is set up in an application: one, two\./,
    );
  });

  it('refuses a workspace without applications', async () => {
    await assert.rejects(
      createWorkspace().then((tree) => run('ng-add', tree)),
      /There is no application in this workspace\. Make one with `ng generate application`/,
    );
  });

  it('refuses an unknown store', async () => {
    await assert.rejects(
      createTwoApps().then((tree) => run('ng-add', tree, { store: 'cloud' })),
      /"\/store" must be equal to one of the allowed values.*local/s,
    );
  });
});

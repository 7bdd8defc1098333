import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Tree } from '@angular-devkit/schematics';
import { readWorkspace } from '@schematics/angular/utility';
import { tsConfigOf } from './ts-config-of.ts';

const built = { build: { builder: 'x:y', options: { tsConfig: './libs/ui/tsconfig.build.json' } } };

for (const [what, project, files, expected] of [
  ['the one that the build names', { targets: built }, ['build', 'app'], 'tsconfig.build.json'],
  ['none that is not there', { targets: built }, ['app'], 'tsconfig.app.json'],
  ['that of an app', {}, ['app', 'lib', ''], 'tsconfig.app.json'],
  ['that of a library', {}, ['lib', ''], 'tsconfig.lib.json'],
  ['the only one', { root: 'libs/ui/' }, [''], 'tsconfig.json'],
] as const) {
  it(`tsConfigOf takes ${what}`, async () => {
    assert.equal(await tsConfigFor(project, files), `/libs/ui/${expected}`);
  });
}

it('tsConfigOf takes that of the workspace for a project without', async () => {
  assert.equal(await tsConfigFor({}, []), '/tsconfig.base.json');
  assert.equal(await tsConfigFor({}, [], []), '/tsconfig.json');
});

async function tsConfigFor(
  project: object,
  names: readonly string[],
  others: readonly string[] = ['/tsconfig.base.json'],
): Promise<string> {
  const tree = Tree.empty();
  const ui = { projectType: 'library', root: 'libs/ui', ...project };
  tree.create('/angular.json', JSON.stringify({ version: 1, projects: { ui } }));
  const own = names.map(
    (each) => `/libs/ui/${['tsconfig', each, 'json'].filter(Boolean).join('.')}`,
  );
  for (const path of [...own, ...others]) tree.create(path, '{}');
  const definition = (await readWorkspace(tree)).projects.get('ui');
  assert.ok(definition);
  return tsConfigOf(tree, definition);
}

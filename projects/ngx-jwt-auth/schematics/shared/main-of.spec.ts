import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Tree } from '@angular-devkit/schematics';
import { readWorkspace } from '@schematics/angular/utility';
import { mainOf } from './main-of.ts';

for (const [options, main] of [
  [{ browser: 'apps/shop/src/start.ts' }, '/apps/shop/src/start.ts'],
  [{ main: './apps/shop/src/start.ts' }, '/apps/shop/src/start.ts'],
  [{ browser: '', main: 'start.ts' }, '/start.ts'],
  [{}, '/apps/shop/src/main.ts'],
  [null, '/apps/shop/src/main.ts'],
] as const) {
  it(`mainOf gives ${main} for ${JSON.stringify(options)}`, async () => {
    const tree = Tree.empty();
    const targets = options && { build: { builder: 'x:y', options } };
    const shop = { projectType: 'application', root: 'apps/shop', ...(targets && { targets }) };
    tree.create('/angular.json', JSON.stringify({ version: 1, projects: { shop } }));
    const definition = (await readWorkspace(tree)).projects.get('shop');
    assert.ok(definition);
    assert.equal(mainOf(definition, '/apps/shop/src'), main);
  });
}

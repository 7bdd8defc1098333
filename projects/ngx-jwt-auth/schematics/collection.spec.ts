import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SchematicTestRunner } from '@angular-devkit/schematics/testing/index.js';

const DIST = new URL('../../../dist/ngx-jwt-auth/', import.meta.url);

const manifest = JSON.parse(readFileSync(new URL('package.json', DIST), 'utf8')) as {
  schematics: string;
  'ng-add': { save: string };
  'ng-update': { migrations: string };
};

/** Loads what package.json points the Angular CLI at. */
function load(path: string): ReturnType<SchematicTestRunner['engine']['createCollection']> {
  const file = fileURLToPath(new URL(path, DIST));
  return new SchematicTestRunner('ngx-jwt-auth', file).engine.createCollection(file);
}

describe('the built package', () => {
  it('has ng add, which saves the package as a dependency', () => {
    const collection = load(manifest.schematics);
    assert.ok(collection.listSchematicNames().includes('ng-add'));
    assert.equal(collection.createSchematic('ng-add', false).description.name, 'ng-add');
    assert.equal(manifest['ng-add'].save, 'dependencies');
  });

  it('has no migrations yet, and ng update can read that', () => {
    const collection = load(manifest['ng-update'].migrations);
    assert.deepEqual(collection.listSchematicNames(), []);
  });
});

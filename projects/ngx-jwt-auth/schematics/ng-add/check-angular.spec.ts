import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostTree } from '@angular-devkit/schematics';
import { checkAngular } from './check-angular.ts';

/** The version in package.json, and the one in node_modules. */
function check(declared: string | null, installed?: string): number | null {
  const tree = new HostTree();
  const dependencies = declared === null ? {} : { '@angular/core': declared };
  tree.create('/package.json', JSON.stringify({ dependencies }));
  if (installed) {
    const manifest = JSON.stringify({ version: installed });
    tree.create('/node_modules/@angular/core/package.json', manifest);
  }
  return checkAngular(tree);
}

describe('checkAngular', () => {
  const accepted: readonly [
    declared: string | null,
    installed: string | undefined,
    number | null,
  ][] = [
    ['^22.2.0', undefined, 22],
    ['~20.1.0', undefined, 20],
    ['^20.0.0', undefined, 20],
    ['>=20.0.0', undefined, 20],
    ['^20.0.0', '20.3.1', 20],
    ['^19.0.0', '21.0.0-next.1', 21],
    ['catalog:', undefined, null],
    [null, undefined, null],
  ];
  for (const [declared, installed, major] of accepted) {
    it(`takes ${declared ?? 'none'}, installed ${installed ?? 'none'}`, () => {
      assert.equal(check(declared, installed), major);
    });
  }

  for (const [declared, installed] of [
    ['^19.2.0', undefined],
    ['~20.0.0', undefined],
    ['20.0.4', undefined],
    ['^20.0.0', '20.0.7'],
  ] as const) {
    it(`refuses ${declared}, installed ${installed ?? 'none'}`, () => {
      assert.throws(
        () => check(declared, installed),
        /needs Angular 20\.1 or newer, and this workspace has .*`ng update @angular\/core @angular\/cli`/,
      );
    });
  }
});

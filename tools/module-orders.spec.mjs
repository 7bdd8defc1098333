import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildSync } from 'esbuild';
import { moduleOrders } from './module-orders.mjs';

/** Several need another one while they are loaded; `size` also means something else in one of them. */
const SOURCES = {
  'base.js': 'export class Base { name = "base"; }',
  'size.js': 'export const size = 2;',
  'double.js': 'import { size } from "./size.js"; export const twice = (value) => value * size;',
  'derived.js': 'import { Base } from "./base.js"; export class Derived extends Base {}',
  'four.js': 'import { twice } from "./double.js"; export const four = twice(2);',
  'shape.js': 'import { four } from "./four.js"; export const shape = { four, size: four };',
  'entry.js': `import { join } from "node:path";
    import { Derived } from "./derived.js";
    import { shape } from "./shape.js";
    export const result = join(new Derived().name, String(shape.four + shape.size));`,
};

describe('moduleOrders', () => {
  const folder = mkdtempSync(join(tmpdir(), 'module-orders-'));
  const bundle = join(folder, 'bundle.mjs');

  before(() => {
    for (const [name, text] of Object.entries(SOURCES)) writeFileSync(join(folder, name), text);
    buildSync({
      entryPoints: [join(folder, 'entry.js')],
      outfile: bundle,
      bundle: true,
      format: 'esm',
      platform: 'node',
      sourcemap: true,
    });
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('gives other orders, the same ones every time', () => {
    const orders = moduleOrders(bundle, 8);
    assert.equal(orders.length, 8);
    assert.ok(new Set(orders).size > 4, `only ${new Set(orders).size} of 8 orders differ`);
    assert.deepEqual(moduleOrders(bundle, 8), orders);
  });

  it('keeps every line', () => {
    const lines = moduleOrders(bundle, 8).map((text) => text.split('\n').sort().join('\n'));
    assert.equal(new Set(lines).size, 1);
    assert.match(lines[0] ?? '', /class extends Base/);
  });

  it('keeps the program', async () => {
    for (const text of moduleOrders(bundle, 8)) {
      const { result } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
      assert.equal(result, 'base/8');
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { drawTree } from './draw-tree.ts';
import { insertProbes } from './insert-probes.ts';
import * as calls from './src/calls.ts';

/** Runs a file with probes, and then what it exports as `run`; gives the tree of the calls. */
async function treeOf(text: string): Promise<string> {
  const exported: { run?: () => unknown } = {};
  const { outputText } = ts.transpileModule(insertProbes(text, 'a.ts'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  runInNewContext(outputText, { exports: exported, require: () => calls, queueMicrotask });
  calls.startRecord();
  await exported.run?.();
  return drawTree(
    calls.takeRecord().map((call) => ({ ...call, file: call.name, name: call.file })),
  ).replaceAll(': a.ts', '');
}

const lines = (...all: readonly string[]): string => all.join('\n');

describe('insertProbes', () => {
  it('tells of functions of all kinds, whatever they give and throw', async () => {
    const tree = await treeOf(`
      class Thing {
        #value = 1;
        constructor() { this.add(); }
        add(by = one()) { return this.#value += by; }
        get value() { return this.#value; }
      }
      const one = () => 1;
      const object = () => ({ method() { throw new Error('' + one()); } });
      function caught() {
        try { object().method(); } catch { return one(); }
      }
      export const run = () => {
        if (new Thing().value !== 2) throw new Error('changed');
        [1].map((x) => x);
        return caught();
      };
    `);
    assert.equal(
      tree,
      lines(
        'run',
        '  constructor',
        '    one',
        '    add',
        '  value',
        '  callback of map()',
        '  caught',
        '    object',
        '    method',
        '      one',
        '    one',
      ),
    );
  });

  it('knows what an async function calls after an await, and whose callback runs later', async () => {
    const tree = await treeOf(`
      const step = () => undefined;
      const last = async () => { await 0; step(); };
      const one = async () => { await last(); queueMicrotask(() => step()); step(); };
      const other = async () => { await last(); step(); await 0; };
      export const run = async () => {
        const all = [one(), other()];
        step();
        await all[0];
        await all[1];
        step();
      };
    `);
    assert.equal(
      tree,
      lines(
        'run',
        '  one',
        '    last',
        '      step',
        '    step',
        '    ~ callback of queueMicrotask()',
        '      step',
        '  other',
        '    last',
        '      step',
        '    step',
        '  step ×2',
      ),
    );
  });

  it('gives a function without a name the one of who made it', async () => {
    const tree = await treeOf(`
      const make = () => () => () => 1;
      const made = make()();
      export const run = () => made();
    `);
    assert.equal(tree, lines('run', '  made by make'));
  });

  it('tells nothing of what is empty in production', async () => {
    const tree = await treeOf(`
      function devOnly(check) { if (typeof ngDevMode === 'undefined' || ngDevMode) check(); }
      function both() { if (typeof ngDevMode === 'undefined' || ngDevMode) return 1; return 2; }
      function empty() {}
      var ngDevMode = false;
      export const run = () => { devOnly(() => empty()); both(); };
    `);
    assert.equal(tree, lines('run', '  both'));
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { removeUnreferenced } from './remove-unreferenced.ts';

function remove(text: string, names: readonly string[], other = ''): string {
  const files = new Map([
    ['/a.ts', text],
    ['/b.ts', other],
  ]);
  return removeUnreferenced('/a.ts', files, names);
}

describe('removeUnreferenced', () => {
  const text = "a();\n\nconst KEY = 'k';\n\nexport function get() {\n  return KEY;\n}\n\nb();\n";

  it('removes a function, and what only it used', () => {
    assert.equal(remove(text, ['KEY', 'get']), 'a();\n\nb();\n');
  });

  it('keeps what another file speaks of', () => {
    assert.equal(remove(text, ['KEY', 'get'], "import { get } from './a';"), text);
  });

  it('keeps what its own file uses', () => {
    assert.equal(remove(`${text}get();\n`, ['KEY', 'get']), `${text}get();\n`);
  });

  it('keeps a default export, whose name others need not know', () => {
    const getter = 'export default function get() {}\n';
    assert.equal(remove(getter, ['get'], "import read from './a';"), getter);
  });

  it('keeps what is not alone in its statement', () => {
    const both = 'const a = 1, b = 2;\n';
    assert.equal(remove(both, ['a']), both);
  });
});

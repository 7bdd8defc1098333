import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawTree } from './draw-tree.ts';

const call = (file: string, name: string, caller = -1, isLater = false) => ({
  file,
  name,
  caller,
  isLater,
});

describe('drawTree', () => {
  it('has a line for each visit of a file, and what it led to below it', () => {
    const tree = drawTree([
      call('a.ts', 'one'),
      call('a.ts', 'two', 0),
      call('b.ts', 'three', 1),
      call('b.ts', 'three', 1),
      call('a.ts', 'four', 3),
      call('c.ts', 'five', 0),
      call('b.ts', 'six', 1),
    ]);
    assert.equal(
      tree,
      ['a.ts: one, two', '  b.ts: three ×2', '    a.ts: four', '  c.ts: five', '  b.ts: six'].join(
        '\n',
      ),
    );
  });

  it('marks what ran later, also in the same file', () => {
    const tree = drawTree([
      call('a.ts', 'one', -1, true),
      call('a.ts', 'two', 0, true),
      call('a.ts', 'three', 0, true),
    ]);
    assert.equal(tree, 'a.ts: one\n  ~ a.ts: two, three');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawFiles } from './draw-files.ts';

describe('drawFiles', () => {
  it('draws each file and each arrow once, in the order of the calls', () => {
    const chart = drawFiles([
      { file: 'http/a-b.ts', name: 'one', caller: -1, isLater: true },
      { file: 'http/a-b.ts', name: 'two', caller: 0, isLater: false },
      { file: 'c.ts', name: 'three', caller: 1, isLater: false },
      { file: 'http/d.ts', name: 'four', caller: 2, isLater: true },
      { file: 'c.ts', name: 'three', caller: 1, isLater: true },
    ]);
    assert.equal(
      chart,
      [
        'flowchart LR',
        '  subgraph http',
        '    http_a_b["a-b.ts ×2"]',
        '    http_d["d.ts"]',
        '  end',
        '  c["c.ts ×2"]',
        '  http_a_b --> c',
        '  c -.-> http_d',
      ].join('\n'),
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measureWay } from './measure-way.ts';

describe('measureWay', () => {
  it('counts files, calls, changes of file, and decodes of the token that was decoded most', () => {
    const calls = ['a.ts', 'a.ts', 'b.ts', 'a.ts'].map((file) => ({
      file,
      name: '',
      caller: -1,
      isLater: false,
    }));
    const decodes = { before: 1, after: 2, other: 5 };
    const way = {
      status: 200,
      calls,
      recordReads: 3,
      otherReads: 4,
      decodes,
      decodesInAll: decodes,
    };
    assert.deepEqual(measureWay(way), {
      files: 2,
      calls: 4,
      changesOfFile: 2,
      reads: 3,
      decodes: 2,
    });
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plain, writeCall } from './write-code.ts';

const STYLE = { indent: '  ', trailingComma: true };

describe('writeCall', () => {
  it('takes one line where that is enough', () => {
    assert.equal(writeCall('call', [plain('{}'), plain('b()')], STYLE), 'call({}, b())');
  });

  it('gives each argument a line where one is too short for all', () => {
    const long = `'${'x'.repeat(50)}'`;
    const args = [plain(long), plain(long)];
    assert.equal(writeCall('call', args, STYLE), `call(\n  ${long},\n  ${long},\n)`);
    const bare = { indent: '\t', trailingComma: false };
    assert.equal(writeCall('call', args, bare), `call(\n\t${long},\n\t${long}\n)`);
  });

  it('keeps comments, those behind the last argument too', () => {
    const args = [{ comments: ['// a'], text: 'a' }, plain('b'), { comments: ['// c'] }];
    const bare = { ...STYLE, trailingComma: false };
    assert.equal(writeCall('call', args, bare), 'call(\n  // a\n  a,\n  b\n  // c\n)');
  });
});

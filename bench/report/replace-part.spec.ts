import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { replacePart } from './replace-part.ts';

const page = 'before\n<!-- bench:size -->\nold\n<!-- /bench:size -->\nafter\n';

describe('replacePart', () => {
  it('replaces what is between the marks, and keeps them', () => {
    const replaced = replacePart(page, 'bench:size', 'new\n');
    assert.equal(replaced, 'before\n<!-- bench:size -->\n\nnew\n\n<!-- /bench:size -->\nafter\n');
    assert.equal(replacePart(replaced, 'bench:size', 'new'), replaced);
  });

  it('takes the text as it is', () => {
    assert.match(replacePart(page, 'bench:size', '$& $1'), /\n\$& \$1\n/);
  });

  it('says which mark is missing', () => {
    assert.throws(() => replacePart(page, 'bench:tabs', ''), /<!-- bench:tabs -->/);
    assert.throws(() => replacePart('<!-- x -->', 'x', ''), /<!-- \/x -->/);
  });
});

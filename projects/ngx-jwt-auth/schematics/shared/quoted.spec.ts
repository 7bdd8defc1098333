import assert from 'node:assert/strict';
import { it } from 'node:test';
import { quoted } from './quoted.ts';

for (const [text, single, double] of [
  ['token', `'token'`, `"token"`],
  [`it's`, `'it\\'s'`, `"it's"`],
  [`"x"`, `'"x"'`, `"\\"x\\""`],
  ['a\\b\n', `'a\\\\b\\n'`, `"a\\\\b\\n"`],
] as const) {
  it(`quotes ${JSON.stringify(text)}`, () => {
    assert.equal(quoted(text, "'"), single);
    assert.equal(quoted(text, '"'), double);
  });
}

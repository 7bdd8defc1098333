import assert from 'node:assert/strict';
import { it } from 'node:test';
import { schemeOf } from './scheme-of.ts';

for (const [authScheme, scheme] of [
  ['Bearer ', 'Bearer'],
  ['JWT ', 'JWT'],
  ['', ''],
  ['Bearer', null],
  ['Token token=', null],
  ['Bearer  ', null],
  [' ', null],
] as const) {
  it(`authScheme '${authScheme}' is ${scheme === null ? 'no scheme' : `scheme '${scheme}'`}`, () => {
    assert.equal(schemeOf(authScheme), scheme);
  });
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAllowedLicence } from './is-allowed-licence.mjs';

describe('isAllowedLicence', () => {
  for (const licence of ['MIT', '0BSD', '(MIT OR GPL-3.0-only)', 'MIT AND Apache-2.0']) {
    it(`allows ${licence}`, () => {
      assert.equal(isAllowedLicence(licence), true);
    });
  }

  const refused = ['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'UNLICENSED', 'SEE LICENSE IN x', ''];
  const unclear = ['MIT AND (ISC OR GPL-3.0-only)', undefined, { type: 'MIT' }];
  for (const licence of [...refused, ...unclear]) {
    it(`refuses ${JSON.stringify(licence)}`, () => {
      assert.equal(isAllowedLicence(licence), false);
    });
  }
});

import {
  BROKEN_ENTRIES,
  EXCEPT_PUBLIC,
  FILE_PAGE,
  NOWHERE,
  ONE_API,
  OWN_ORIGIN,
  SPELLINGS,
} from '../../../spec-support/attach-urls';
import { createAttachTarget, parseTarget } from './attach-target';

const tables = {
  ONE_API,
  OWN_ORIGIN,
  SPELLINGS,
  EXCEPT_PUBLIC,
  BROKEN_ENTRIES,
  FILE_PAGE,
  NOWHERE,
};

describe('createAttachTarget', () => {
  for (const [name, table] of Object.entries(tables)) {
    const { page, attachTo, neverAttachTo, attach, doNotAttach } = table;

    describe(name, () => {
      const isCovered = createAttachTarget(page, () => page, attachTo, neverAttachTo);

      for (const url of attach) {
        it(`attaches to ${JSON.stringify(url)}`, () => {
          expect(isCovered(url)).toBeTrue();
        });
      }
      for (const url of doNotAttach) {
        it(`does not attach to ${JSON.stringify(url)}`, () => {
          expect(isCovered(url)).toBeFalse();
        });
      }
    });
  }

  it('takes the default and root-relative entries from the page, relative URLs from the base', () => {
    let base = 'https://app.example.com/';
    const page = 'https://app.example.com/tenant/';
    const isOwn = createAttachTarget(page, () => base, undefined);
    const isApi = createAttachTarget(page, () => base, ['/api']);

    expect([isOwn('api/x'), isApi('api/x'), isApi('/api/x')]).toEqual([true, true, true]);
    base = 'https://app.example.com/shop/';
    expect([isOwn('api/x'), isApi('api/x'), isApi('/api/x')]).toEqual([true, false, true]);
    base = 'https://evil.example/';
    expect([isOwn('api/x'), isApi('api/x'), isApi('/api/x')]).toEqual([false, false, false]);
  });
});

describe('parseTarget', () => {
  for (const url of ['https://', 'https://[', 'https://api.example/%zz', 'data:,x', '/a/../b']) {
    it(`gives null for ${url}`, () => {
      expect(parseTarget(url, 'https://app.example.com/')).toBeNull();
    });
  }
});

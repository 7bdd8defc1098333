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
      const isCovered = createAttachTarget(page, { baseURI: page }, attachTo, neverAttachTo);

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
    const base = { baseURI: 'https://app.example.com/' };
    const page = 'https://app.example.com/tenant/';
    const isOwn = createAttachTarget(page, base, undefined);
    const isApi = createAttachTarget(page, base, ['/api']);

    expect([isOwn('api/x'), isApi('api/x'), isApi('/api/x')]).toEqual([true, true, true]);
    base.baseURI = 'https://app.example.com/shop/';
    expect([isOwn('api/x'), isApi('api/x'), isApi('/api/x')]).toEqual([true, false, true]);
    base.baseURI = 'https://evil.example/';
    expect([isOwn('api/x'), isApi('api/x'), isApi('/api/x')]).toEqual([false, false, false]);
  });
});

describe('createAttachTarget, where no parser is asked', () => {
  const page = 'https://app.example.com/';
  const isCovered = createAttachTarget(
    page,
    { baseURI: page },
    ['https://api.example.com/v1', 'http://localhost:8080'],
    ['https://api.example.com/v1/public'],
  );

  /** Whether a token goes there, and whether the URL was parsed for it. */
  function answer(url: string): readonly [isAttached: boolean, isParsed: boolean] {
    const NativeURL = URL;
    const parse = spyOn(globalThis, 'URL').and.callFake(function (
      ...parts: ConstructorParameters<typeof URL>
    ) {
      return Reflect.construct(NativeURL, parts);
    });
    return [isCovered(url), parse.calls.any()];
  }

  for (const url of [
    'https://api.example.com/v1/items/17?page=2',
    'https://api.example.com/v1',
    'https://api.example.com/v1/#top',
    'http://localhost:8080/a.b/c',
  ]) {
    it(`attaches to ${url}`, () => {
      expect(answer(url)).toEqual([true, false]);
    });
  }

  it('does not attach to what is excluded', () => {
    expect(answer('https://api.example.com/v1/public/x')).toEqual([false, false]);
  });

  // The same place, written in another way: the parser knows.
  for (const url of [
    'https://API.example.com/v1/items',
    'https://api.example.com:443/v1/items',
    'https://api.example.com/v1//items',
    'https://api.example.com/v1/%69tems',
  ]) {
    it(`asks the parser for ${url}`, () => {
      expect(answer(url)).toEqual([true, true]);
    });
  }

  for (const url of [
    'https://api.example.com/v12',
    'https://api.example.com/v1/../v2',
    'https://api.example.com/v1/..;/v2',
    'https://api.example.com.evil.example/v1/items',
    'https://api.example.com@evil.example/v1/items',
    '//api.example.com.evil.example/v1',
  ]) {
    it(`asks the parser, and does not attach to ${url}`, () => {
      expect(answer(url)[0]).toBeFalse();
    });
  }
});

describe('parseTarget', () => {
  for (const url of ['https://', 'https://[', 'https://api.example/%zz', 'data:,x', '/a/../b']) {
    it(`gives null for ${url}`, () => {
      expect(parseTarget(url, 'https://app.example.com/')).toBeNull();
    });
  }
});

import { readClaims } from './read-claims';

describe('readClaims', () => {
  it('makes times, lists and objects readable, and leaves text as it is', () => {
    const exp = new Date(2026, 0, 2, 3, 4, 5).getTime() / 1000;
    expect(readClaims({ sub: 'ada', exp, roles: ['admin', 'viewer'], org: { id: 7 } })).toEqual([
      { name: 'sub', value: 'ada' },
      { name: 'exp', value: 'Jan 2, 2026, 03:04:05' },
      { name: 'roles', value: 'admin, viewer' },
      { name: 'org', value: '{"id":7}' },
    ]);
  });

  it('takes a time that is none for what it is', () => {
    expect(readClaims({ exp: 'soon' })).toEqual([{ name: 'exp', value: 'soon' }]);
  });

  it('has nothing to read where there is no token', () => {
    expect(readClaims(null)).toEqual([]);
  });
});

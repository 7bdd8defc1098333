import { jwtRoles } from './jwt-roles';

const ASPNET = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';

describe('jwtRoles', () => {
  const rows: readonly [
    what: string,
    claims: unknown,
    claim: string | string[] | undefined,
    string[],
  ][] = [
    ['reads `roles`', { roles: ['a', 'b'] }, undefined, ['a', 'b']],
    ['reads `role`', { role: 'a' }, undefined, ['a']],
    ['reads the claim of ASP.NET', { [ASPNET]: ['a', 'b'] }, undefined, ['a', 'b']],
    [
      'unites the three, each role once',
      { roles: ['a', 'b'], role: 'b', [ASPNET]: ['c', 'a'] },
      undefined,
      ['a', 'b', 'c'],
    ],
    ['finds none where there is none', { sub: 'ann' }, undefined, []],
    ['finds none without claims', null, undefined, []],
    ['finds none in a text', 'roles', undefined, []],

    ['reads an own key', { groups: ['a'], roles: ['b'] }, 'groups', ['a']],
    ['reads a dotted path', { realm_access: { roles: ['a'] } }, 'realm_access.roles', ['a']],
    ['prefers the own key to the path', { 'x.y': 'a', x: { y: 'b' } }, 'x.y', ['a']],
    ['takes the path where the own key is null', { 'x.y': null, x: { y: 'b' } }, 'x.y', ['b']],
    ['reads a URI, dots and all', { [ASPNET]: 'a' }, ASPNET, ['a']],
    ['reads an exact path', { x: { 'y.z': ['a'] } }, ['x', 'y.z'], ['a']],
    ['takes an exact path by its word', { 'x.y': 'a', x: { y: 'b' } }, ['x', 'y'], ['b']],
    ['finds none on a path that leads nowhere', { x: 'a' }, 'x.y.z', []],
    ['finds none on an empty path', { roles: ['a'] }, [], []],
    ['looks nowhere else when told where', { roles: ['a'] }, 'groups', []],

    ['J10 `constructor` is no own key', {}, 'constructor', []],
    ['J10 `constructor.name` neither', {}, 'constructor.name', []],
    ['J10 `__proto__` neither', {}, '__proto__', []],
    ['J10 a path through the prototype', { x: {} }, ['x', '__proto__', 'constructor', 'name'], []],
    [
      'J10 an own `__proto__` is a key like others',
      JSON.parse('{"__proto__":"a"}'),
      '__proto__',
      ['a'],
    ],
    ['J10 roles from the prototype', Object.create({ roles: ['admin'] }), undefined, []],
    ['J10 a string has no path', { x: 'abc' }, 'x.length', []],
    ['J10 its characters are no roles', { x: 'abc' }, 'x.0', []],

    ['N7 null', { roles: null }, undefined, []],
    ['N7 a number', { roles: 5 }, undefined, []],
    ['N7 true', { roles: true }, undefined, []],
    ['N7 an object', { roles: { 0: 'admin' } }, undefined, []],
    ['N7 nested arrays', { roles: [['admin']] }, undefined, []],
    ['N7 mixed: the strings alone', { roles: [1, 'a', null, { name: 'admin' }] }, undefined, ['a']],
    ['N7 white space is kept', { roles: ['admin '] }, undefined, ['admin ']],
    ['N7 upper case is kept', { roles: ['ADMIN'] }, undefined, ['ADMIN']],
    ['N7 a list in one string is one role', { roles: 'admin editor' }, undefined, ['admin editor']],
  ];
  for (const [what, claims, rolesClaim, expected] of rows) {
    it(what, () => {
      expect(jwtRoles(claims, rolesClaim)).toEqual(expected);
    });
  }
});

import { writeRoles } from './write-roles';

describe('writeRoles', () => {
  const cases: readonly [
    what: string,
    rolesClaim: string | string[] | undefined,
    claims: object,
  ][] = [
    ['by default', undefined, { sub: 'ada', roles: ['a'] }],
    ['under a name', 'groups', { sub: 'ada', groups: ['a'] }],
    ['at a path', 'realm_access.roles', { sub: 'ada', realm_access: { roles: ['a'] } }],
    ['under a URI', 'https://x.example/r', { sub: 'ada', 'https://x.example/r': ['a'] }],
    ['at an exact path', ['app.x', 'roles'], { sub: 'ada', 'app.x': { roles: ['a'] } }],
    ['at no path', [], { sub: 'ada' }],
  ];
  for (const [what, rolesClaim, expected] of cases) {
    it(`writes them ${what}`, () => {
      expect(writeRoles({ sub: 'ada' }, ['a'], rolesClaim)).toEqual(expected);
    });
  }

  it('leaves alone what else is on the way, and what it was given', () => {
    const claims = { realm_access: { verified: true, roles: ['b'] } };
    const written = writeRoles(claims, ['a'], 'realm_access.roles');
    expect(written).toEqual({ realm_access: { verified: true, roles: ['a'] } });
    expect(claims.realm_access.roles).toEqual(['b']);
  });

  it('takes a name with dots for a name where the claims have it', () => {
    expect(writeRoles({ 'a.b': 'x' }, ['a'], 'a.b')).toEqual({ 'a.b': ['a'] });
  });
});

import { decodeJwt, decodeJwtHeader, isJwtExpired, jwtExpiration } from 'ngx-jwt-auth';
import { createTestJwt } from './create-test-jwt';

const NOW = new Date('2026-03-01T12:00:00.400Z');

describe('createTestJwt', () => {
  beforeEach(() => {
    jasmine.clock().install().mockDate(NOW);
  });
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  it('is of a test user, issued now, and lives for 300 seconds', () => {
    const iat = Math.floor(NOW.getTime() / 1000);
    const claims = decodeJwt(createTestJwt());
    expect(claims).toEqual({ sub: 'test-user', iat, exp: iat + 300 });
    expect(isJwtExpired(createTestJwt())).toBeFalse();
  });

  it('says what it is told to say, in any language', () => {
    const claims = { sub: 'ada', name: 'Ada ✓ Łovelace', roles: ['admin'], exp: 2e9, iat: 1e9 };
    expect(decodeJwt(createTestJwt(claims))).toEqual(claims);
  });

  it('leaves out what is undefined', () => {
    const token = createTestJwt({ sub: undefined, exp: undefined });
    expect(Object.keys(decodeJwt(token)!)).toEqual(['iat']);
    expect(jwtExpiration(token)).toBeNull();
  });

  it('is a token that no server takes', () => {
    expect(decodeJwtHeader(createTestJwt())?.alg).toBe('none');
    expect(createTestJwt()).toMatch(/^[\w-]+\.[\w-]+\.unsigned$/);
  });
});

import { createFreshJwt, createJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { setUp, useFakeTime } from '../../../spec-support/set-up';
import { claimsOf } from './decode-jwt';

describe('claimsOf', () => {
  useFakeTime();

  it('gives the claims of a record, decoded once', () => {
    const decode = spyOn(window, 'atob').and.callThrough();
    const tokens = createStoredTokens({ accessToken: createJwt({ sub: 'ann' }) });
    expect(claimsOf(tokens)).toEqual({ sub: 'ann' });
    expect(claimsOf(tokens)).toBe(claimsOf(tokens));
    expect(decode).toHaveBeenCalledTimes(1);
  });

  it('decodes what is no JWT once as well', () => {
    const decode = spyOn(window, 'atob').and.throwError('no base64');
    const tokens = createStoredTokens({ accessToken: createJwt({ sub: 'ann' }) });
    expect(claimsOf(tokens)).toBeNull();
    expect(claimsOf(tokens)).toBeNull();
    expect(decode).toHaveBeenCalledTimes(1);
  });

  it('J2 gives no claims for an opaque token', () => {
    expect(claimsOf(createStoredTokens({ accessToken: 'opaque' }))).toBeNull();
  });

  it('does not mix up two records', () => {
    const [ann, bob] = ['ann', 'bob'].map((sub) =>
      createStoredTokens({ accessToken: createJwt({ sub }) }),
    );
    expect([claimsOf(ann!), claimsOf(bob!)]).toEqual([{ sub: 'ann' }, { sub: 'bob' }]);
  });

  it('lets a session decode each access token once, whoever asks for its claims', async () => {
    const app = setUp();
    const decode = spyOn(window, 'atob').and.callThrough();
    await app.auth.signIn({ accessToken: createFreshJwt(300, { roles: ['admin'] }) });
    app.get();
    expect(app.auth.claims()?.sub).toBeTruthy();
    expect(app.auth.hasRole('admin')).toBeTrue();
    expect(app.auth.expiresAt()).not.toBeNull();
    expect(decode).toHaveBeenCalledTimes(1);
  });
});

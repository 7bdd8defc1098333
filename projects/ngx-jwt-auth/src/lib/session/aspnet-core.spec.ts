// FIXTURES, no server: ASP.NET Core was not run. The shapes are those that its documentation and its
// sources give: `AccessTokenResponse` and `MapIdentityApi<TUser>()` in dotnet/aspnetcore, and
// `ClaimTypes.Role` of .NET in a JWT that an app signs itself.
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { pass, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes } from '../../../spec-support/set-up-routes';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { roleGuard } from '../routing/role-guard';
import type { JwtTokenResponse } from '../token/token-response';

/** Of the documented `POST /refresh`. */
const REFRESH_URL = 'https://api.example.com/refresh';

/** What `POST /login` and `POST /refresh` answer; the tokens are opaque, made by data protection. */
function accessTokenResponse(number: number): object & JwtTokenResponse {
  return {
    tokenType: 'Bearer',
    accessToken: `CfDJ8Access-${number}`,
    expiresIn: 3600,
    refreshToken: `CfDJ8Refresh-${number}`,
  } as object;
}

describe('ASP.NET Core Identity endpoints (fixtures)', () => {
  useFakeTime();
  useSilentConsole();

  async function signedIn() {
    const app = setUp({ features: [withTokenRefresh(REFRESH_URL)] });
    await app.auth.signIn(accessTokenResponse(1));
    return app;
  }

  it('takes the reply as it is: an opaque token, for as long as the server says', async () => {
    const app = await signedIn();
    expect(app.auth.status()).toBe('authenticated');
    expect(app.auth.expiresAt()?.getTime()).toBe(Date.now() + 3_600_000);
    expect(app.auth.claims()).toBeNull();
    app.get();
    expect(app.tokenAt()).toBe('CfDJ8Access-1');
  });

  it('refreshes with `{ refreshToken }`, and goes on with the new pair', async () => {
    const app = await signedIn();
    for (const number of [1, 2]) {
      await pass(3_600_000);
      app.get();
      await settle();
      const refresh = app.backend.expectOne({ method: 'POST', url: REFRESH_URL });
      expect(refresh.request.body).toEqual({ refreshToken: `CfDJ8Refresh-${number}` });
      refresh.flush(accessTokenResponse(number + 1));
      await settle();
      expect(app.tokenAt()).toBe(`CfDJ8Access-${number + 1}`);
    }
  });

  it('ends the session at the 401 of a refresh token that ran out', async () => {
    const app = await signedIn();
    await pass(3_600_000);
    app.get();
    await settle();
    app.backend.expectOne(REFRESH_URL).flush(null, {
      status: 401,
      statusText: 'Unauthorized',
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
    await pass(250);
    expect(app.auth.status()).toBe('anonymous');
  });
});

describe('a JWT with the role claim of .NET (fixture)', () => {
  useFakeTime();
  useSilentConsole();

  const ROLE = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';
  const NAME_IDENTIFIER = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier';
  // One role is written as a text, several as an array.
  const cases: readonly [roles: string | string[], admitted: boolean][] = [
    ['admin', true],
    [['editor', 'admin'], true],
    ['editor', false],
  ];

  for (const [roles, isAdmitted] of cases) {
    it(`${isAdmitted ? 'admits' : 'refuses'} ${JSON.stringify(roles)}`, async () => {
      const { app, router } = await setUpRoutes([
        page('', { pathMatch: 'full' }),
        page('admin', { canActivate: [roleGuard('admin')] }),
      ]);
      await app.auth.signIn(
        createFreshJwt(300, { sub: undefined, [NAME_IDENTIFIER]: '1', [ROLE]: roles }),
      );
      expect(app.auth.roles()).toEqual([roles].flat());
      await router.navigateByUrl('/admin');
      expect(router.url).toBe(isAdmitted ? '/admin' : '/');
    });
  }
});

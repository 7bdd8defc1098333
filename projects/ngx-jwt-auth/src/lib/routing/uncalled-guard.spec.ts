import { page, setUpRoutes } from '../../../spec-support/set-up-routes';
import { claimsGuard } from './claims-guard';
import { roleGuard } from './role-guard';

// Angular's route types accept any function, and a guard that answers with one lets everybody pass.
describe('a guard factory that stands in a route without being called', () => {
  const factories = [
    {
      name: 'roleGuard',
      guard: roleGuard,
      missing: 'its roles',
      call: "roleGuard('admin').",
    },
    {
      name: 'claimsGuard',
      guard: claimsGuard,
      missing: 'its condition',
      call: 'claimsGuard((claims) => ...).',
    },
  ];
  for (const { name, guard, missing, call } of factories) {
    for (const slot of ['canActivate', 'canMatch'] as const) {
      it(`is refused: ${name} in ${slot}`, async () => {
        const { router } = await setUpRoutes([page('secret', { [slot]: [guard] })]);
        await expectAsync(router.navigateByUrl('/secret')).toBeRejectedWithError(
          `ngx-jwt-auth: ${name} stands in a route without ${missing}, and would let everybody ` +
            `pass. Call it: ${call}`,
        );
      });
    }
  }
});

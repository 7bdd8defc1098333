import { page, setUpRoutes } from '../../../spec-support/set-up-routes';
import { claimsGuard } from './claims-guard';
import { roleGuard } from './role-guard';

// Angular's route types accept any function, and a guard that answers with one lets everybody pass.
describe('a guard factory that stands in a route without being called', () => {
  for (const [name, guard] of Object.entries({ roleGuard, claimsGuard })) {
    for (const slot of ['canActivate', 'canMatch'] as const) {
      it(`is refused: ${name} in ${slot}`, async () => {
        const { router } = await setUpRoutes([page('secret', { [slot]: [guard] })]);
        await expectAsync(router.navigateByUrl('/secret')).toBeRejectedWithError(
          new RegExp(`${name} stands in a route without .* Call it`),
        );
      });
    }
  }
});

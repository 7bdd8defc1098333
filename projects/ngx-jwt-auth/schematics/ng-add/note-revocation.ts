import { isCallOf } from '../shared/is-call-of.ts';
import { LIBRARY } from '../shared/packages.ts';
import { quoted } from '../shared/quoted.ts';
import type { App } from './app.ts';
import type { Settings } from './read-settings.ts';

/**
 * Gives the step for a `--logout-url` that a provideJwtAuth() of before does not know: in silence
 * its user would go on to think that sign-out revokes.
 */
export function noteRevocation({ nodes, report }: App, { logoutUrl }: Settings): void {
  if (!logoutUrl || nodes.some((each) => isCallOf(each, LIBRARY, 'withTokenRevocation'))) return;
  const url = quoted(logoutUrl, "'");
  report.byHand(
    'For --logout-url add to your provideJwtAuth(), after its first argument and with the import from ' +
      `'ngx-jwt-auth': withTokenRevocation(${url})`,
  );
}

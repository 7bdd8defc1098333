import { LIBRARY } from '../shared/packages.ts';
import { isCallOf } from '../shared/is-call-of.ts';
import type { App } from './app.ts';
import { addProvider } from './add-provider.ts';
import { noteRevocation } from './note-revocation.ts';
import { provideJwtAuthText } from './provide-jwt-auth-text.ts';
import type { Settings } from './read-settings.ts';

const STORES = { local: 'localStorageTokenStore', session: 'sessionStorageTokenStore' } as const;

/**
 * Adds provideJwtAuth() to the app's providers, unless it is there.
 *
 * @returns Whether the session is set up as the settings say; one that is there has its own URLs.
 */
export function addJwtAuth(app: App, settings: Settings): boolean {
  const { nodes, report } = app;
  if (nodes.some((each) => isCallOf(each, LIBRARY, 'provideJwtAuth'))) {
    report.kept('provideJwtAuth() is there already, with its options: none was changed.');
    noteRevocation(app, settings);
    return false;
  }
  // Memory is the library's own default.
  const store =
    settings.store === 'memory' ? [] : ([STORES[settings.store], 'withTokenStore'] as const);
  const refresh = settings.refreshUrl
    ? [settings.cookie ? 'withCookieRefresh' : 'withTokenRefresh']
    : [];
  const revocation = settings.logoutUrl ? (['withTokenRevocation'] as const) : [];
  const file = addProvider(
    app,
    [[LIBRARY, ['provideJwtAuth', ...refresh, ...revocation, ...store]]],
    (names, style) => provideJwtAuthText(settings, names, style),
  );
  if (file) {
    const place = settings.store === 'memory' ? 'memory' : `${settings.store}Storage`;
    report.did(file, `added provideJwtAuth(), with the tokens in ${place}`);
    return true;
  }
  const text = provideJwtAuthText(settings, {}, { quote: "'", indent: '  ', trailingComma: true });
  report.byHand(
    `The providers are no list that can be added to. Add to them, with imports from 'ngx-jwt-auth':\n${text}`,
  );
  return true;
}

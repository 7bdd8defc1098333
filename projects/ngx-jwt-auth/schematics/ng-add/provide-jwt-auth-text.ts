import { quoted } from '../shared/quoted.ts';
import type { TextStyle } from '../shared/text-style.ts';
import { plain, writeCall } from '../shared/write-code.ts';
import type { Settings } from './read-settings.ts';

/**
 * The call that sets the session up, on one line if it fits.
 *
 * @param names The local names in the file, for those that differ from the exported ones.
 */
export function provideJwtAuthText(
  { attachTo, loginRoute, store, refreshUrl, logoutUrl, cookie }: Settings,
  names: Readonly<Record<string, string>>,
  style: Pick<TextStyle, 'quote' | 'indent' | 'trailingComma'>,
): string {
  const name = (exported: string): string => names[exported] ?? exported;
  const string = (value: string): string => quoted(value, style.quote);
  // '/login' is the library's default.
  const loginUrl = loginRoute === 'login' ? [] : [`loginUrl: ${string(`/${loginRoute}`)}`];
  const targets = attachTo.length ? [`attachTo: [${attachTo.map(string).join(', ')}]`] : [];
  const config = [...targets, ...loginUrl].join(', ');
  const refresh = name(cookie ? 'withCookieRefresh' : 'withTokenRefresh');
  const features = [
    ...(store === 'memory'
      ? []
      : [`${name('withTokenStore')}(${name(`${store}StorageTokenStore`)}())`]),
    ...(refreshUrl ? [`${refresh}(${string(refreshUrl)})`] : []),
    ...(logoutUrl ? [`${name('withTokenRevocation')}(${string(logoutUrl)})`] : []),
  ];
  const first = config ? `{ ${config} }` : '{}';
  const args = config || features.length ? [first, ...features] : [];
  return writeCall(
    name('provideJwtAuth'),
    args.map((each) => plain(each)),
    style,
  );
}

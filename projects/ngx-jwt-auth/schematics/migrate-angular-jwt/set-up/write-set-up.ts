import { quoted } from '../../shared/quoted.ts';
import type { TextStyle } from '../../shared/text-style.ts';
import { plain, writeCall, writeObject, type Line } from '../../shared/write-code.ts';
import { mark } from '../config/mark.ts';
import type { TokenPlace } from '../config/read-token-getter.ts';
import type { Translation } from '../config/translate-config.ts';
import type { SetUpOptions } from './read-options.ts';
import { typedParameters } from './typed-parameters.ts';

/** What the command was asked for, and what it found out about the app. */
export interface SetUpChoice {
  readonly store: 'keep' | 'local' | 'session' | 'memory';
  readonly refreshUrl?: string | undefined;
  /** Whether the app, or the spec, uses the helper. */
  readonly usesHelper: boolean;
  readonly isSpec: boolean;
  /** Where LegacyTokenStore looks, if there is one. */
  readonly legacy: TokenPlace | null;
}

export interface WrittenSetUp {
  /** Elements of a list of providers, written for the left margin. */
  readonly providers: readonly string[];
  readonly imports: readonly string[];
  readonly usesLegacyStore: boolean;
}

/** Writes `provideJwtAuth(...)`, and what the helper needs beside it. */
export function writeSetUp(
  { lines, getter }: Translation,
  options: SetUpOptions,
  { store, refreshUrl, usesHelper, legacy, isSpec }: SetUpChoice,
  style: TextStyle,
): WrittenSetUp {
  const imports = ['provideJwtAuth'];
  const features: Line[] = [];
  const providers: string[] = [];
  const place = getter?.place;
  const isKept =
    store === 'keep' && !!place && place.key === legacy?.key && place.area === legacy.area;

  // What cannot be translated goes on for the helper: in place, and compiled.
  const getterText = getter?.node.getText() ?? '';
  const keepsGetter = !!getter && usesHelper && (isKept || !place);
  if (keepsGetter) {
    imports.push('JwtHelperOptions');
    const typed = typedParameters(getter.node);
    if (!options.provided && typed !== getterText) imports.push('HttpRequest');
    const provided = options.provided ?? [`useValue: { ${dedent(typed)} }`];
    const properties = ['provide: JwtHelperOptions', ...provided].map((text) => plain(text));
    providers.push(writeObject(properties, style).text ?? '');
  }

  const getterMarks =
    place || !getter
      ? []
      : mark(isSpec ? HAS_LOGIC_IN_SPEC : HAS_LOGIC, keepsGetter ? '' : getterText);
  const comments = [...(getter?.comments ?? []), ...getterMarks];
  if (isKept) {
    const text = 'withTokenStore(customTokenStore(() => inject(LegacyTokenStore)))';
    features.push({ comments, text });
    imports.push('withTokenStore', 'customTokenStore', 'inject');
  } else if (store === 'local' || store === 'session') {
    const name = `${store}StorageTokenStore`;
    features.push({ comments, text: `withTokenStore(${name}())` });
    imports.push('withTokenStore', name);
  } else if (place && store === 'keep') {
    const other = mark('LegacyTokenStore looks elsewhere: choose a withTokenStore().', getterText);
    features.push({ comments: [...comments, ...other] });
  } else if (comments.length > 0) features.push({ comments });
  if (refreshUrl) {
    features.push({ comments: [], text: `withTokenRefresh(${quoted(refreshUrl, style.quote)})` });
    imports.push('withTokenRefresh');
  }
  const hasFeature = features.some(({ text }) => text !== undefined);
  // An empty one, where something follows.
  const config = lines.length > 0 || hasFeature ? [writeObject(lines, style)] : [];
  const provide = writeCall('provideJwtAuth', [...config, ...features], style);
  return { providers: [provide, ...providers], imports, usesLegacyStore: isKept };
}

const HAS_LOGIC =
  'tokenGetter has logic: no token is sent until JwtAuth.signIn(reply). Choose a withTokenStore().';

const HAS_LOGIC_IN_SPEC =
  'tokenGetter has logic: no token is sent. Sign in with JwtAuth.signIn(), or provideJwtAuthTesting().';

/** Text that stood further to the right, for the left margin. */
function dedent(text: string): string {
  const margins = [...text.matchAll(/\n([ \t]*)\S/g)].map(([, margin = '']) => margin.length);
  const margin = Math.min(...margins);
  return text.replace(/\r\n/g, '\n').replace(/\n[ \t]*/g, (all) => `\n${all.slice(1 + margin)}`);
}

import * as ts from 'typescript';
import type { AppFiles } from './app-files.ts';
import type { AppConfig } from './find-app-config.ts';
import { propertyOf } from './property-of.ts';
import { resolveExpression } from './resolve-expression.ts';

/** The list of providers that can be added to: of the first object with one in the app's own files. */
export function findProviders(
  files: AppFiles,
  { objects }: AppConfig,
): ts.ArrayLiteralExpression | null {
  for (const each of objects) {
    const value = propertyOf(each, 'providers');
    const list = value && resolveExpression(files, value);
    const isList = list && ts.isArrayLiteralExpression(list) && files.isOwn(list);
    if (isList && !isTooNarrow(list)) return list;
  }
  return null;
}

/** `const providers: Provider[]`, which takes no EnvironmentProviders. */
function isTooNarrow({ parent }: ts.ArrayLiteralExpression): boolean {
  const type = ts.isVariableDeclaration(parent) ? parent.type?.getText() : undefined;
  return /^(?:readonly )?(?:Provider\[\]|(?:Readonly)?Array<Provider>)$/.test(type ?? '');
}

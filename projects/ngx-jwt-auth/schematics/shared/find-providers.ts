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
    if (list && ts.isArrayLiteralExpression(list) && files.isOwn(list)) return list;
  }
  return null;
}

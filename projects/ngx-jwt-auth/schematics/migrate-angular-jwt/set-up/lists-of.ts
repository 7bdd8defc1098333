import * as ts from 'typescript';
import { propertyOf } from '../../shared/property-of.ts';
import type { SetUp } from './find-set-ups.ts';

/** Where the providers of a set-up are, and the imports of its module, if it has any. */
export interface ProviderLists {
  readonly providers: ts.ArrayLiteralExpression | null;
  /** What the module has in place of a list: the name of one, as a rule. */
  readonly named: ts.Expression | null;
  readonly imports: ts.ArrayLiteralExpression | null;
}

/** Where the providers of a set-up are, and what its module imports. */
export function listsOf({ metadata, list }: SetUp): ProviderLists {
  if (!metadata) return { providers: list, named: null, imports: null };
  const value = propertyOf(metadata, 'providers');
  return value && ts.isArrayLiteralExpression(value)
    ? { providers: value, named: null, imports: list }
    : { providers: null, named: value, imports: list };
}

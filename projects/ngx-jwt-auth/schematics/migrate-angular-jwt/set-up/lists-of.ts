import * as ts from 'typescript';
import { propertyOf } from '../../shared/property-of.ts';
import type { SetUp } from './find-set-ups.ts';
import type { ProviderLists } from './register-interceptor.ts';

/** Where the providers of a set-up are, and what its module imports. */
export function listsOf({ metadata, list }: SetUp): ProviderLists {
  if (!metadata) return { providers: list, imports: null };
  const value = propertyOf(metadata, 'providers');
  const providers = value && ts.isArrayLiteralExpression(value) ? value : null;
  return { providers, imports: list };
}

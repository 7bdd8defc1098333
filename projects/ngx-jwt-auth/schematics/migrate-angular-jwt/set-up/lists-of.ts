import * as ts from 'typescript';
import { isPropertyNamed, type SetUp } from './find-set-ups.ts';
import type { ProviderLists } from './register-interceptor.ts';

/** Where the providers of a set-up are, and what its module imports. */
export function listsOf({ metadata, list }: SetUp): ProviderLists {
  if (!metadata) return { providers: list, imports: null };
  for (const property of metadata.properties) {
    if (!isPropertyNamed(property, 'providers')) continue;
    const { initializer } = property;
    const providers = ts.isArrayLiteralExpression(initializer) ? initializer.elements : null;
    return { providers, imports: list };
  }
  return { providers: null, imports: list };
}

import * as ts from 'typescript';
import { isCallOf } from '../../shared/is-call-of.ts';
import { elementsOf } from '../../shared/list-node.ts';
import { HTTP, HTTP_TESTING } from '../../shared/packages.ts';
import { refersTo } from '../../shared/refers-to.ts';
import type { ListChanges } from '../source/list-changes.ts';
import { plain, writeCall } from '../source/write-code.ts';

export interface InterceptorChoice {
  /** Whether interceptors of classes are left. */
  readonly keepsDiInterceptors: boolean;
  /** Whether HttpClientModule is one over XHR, and `provideHttpClient()` is not. */
  readonly hasFetchDefault: boolean;
  readonly interceptors: readonly string[];
}

/** Where the providers of a set-up are, and the imports of its module, if it has any. */
export interface ProviderLists {
  readonly providers: ts.ArrayLiteralExpression | null;
  readonly imports: ts.ArrayLiteralExpression | null;
}

export interface Registered {
  /** Providers that are still to be added. */
  readonly providers: readonly string[];
  /** Names to import, and where from. */
  readonly imports: readonly (readonly [string, string])[];
}

/**
 * Adds the interceptors to the `provideHttpClient()` that is there. Where there is none, or
 * HttpClientModule in its place, it gives one.
 */
export function registerInterceptor(
  changes: ListChanges,
  lists: ProviderLists,
  { keepsDiInterceptors, hasFetchDefault, interceptors }: InterceptorChoice,
  indent: string,
): Registered {
  const added = `withInterceptors([${interceptors.join(', ')}])`;
  const withInterceptors = ['withInterceptors', HTTP] as const;

  const provided = lists.providers?.elements.find((each) =>
    isCallOf(each, HTTP, 'provideHttpClient'),
  );
  if (provided) {
    const { arguments: args } = provided;
    const fromDi = args.find((each) => isCallOf(each, HTTP, 'withInterceptorsFromDi'));
    const present = args.find((each) => isCallOf(each, HTTP, 'withInterceptors'))?.arguments[0];
    const isListed = present && ts.isArrayLiteralExpression(present);
    if (fromDi && !keepsDiInterceptors && !isListed) {
      changes.of(provided).replace.set(fromDi, [added]);
    } else {
      if (fromDi && !keepsDiInterceptors) changes.of(provided).remove.add(fromDi);
      if (isListed) changes.of(present).add.push(...interceptors);
      else changes.of(provided).add.push(added);
    }
    return { providers: [], imports: isListed ? [] : [withInterceptors] };
  }

  const importCalls = lists.providers?.elements.filter(isImportCall) ?? [];
  const removeModule = (module: string, name: string): boolean => {
    let isFound = false;
    for (const list of [...(lists.imports ? [lists.imports] : []), ...importCalls]) {
      for (const node of elementsOf(list)) {
        if (!refersTo(node, module, name)) continue;
        changes.of(list).remove.add(node);
        isFound = true;
      }
    }
    return isFound;
  };
  const isOverXhr = removeModule(HTTP, 'HttpClientModule') && hasFetchDefault;
  const isTesting = removeModule(HTTP_TESTING, 'HttpClientTestingModule');
  for (const call of importCalls) {
    const isEmpty = call.arguments.every((each) => !changes.keeps(call, each));
    const list = lists.providers;
    if (isEmpty && list && changes.keeps(list, call)) changes.of(list).remove.add(call);
  }
  const features = [
    ...(keepsDiInterceptors ? ['withInterceptorsFromDi'] : []),
    ...(isOverXhr ? ['withXhr'] : []),
  ];
  const args = [...features.map((name) => `${name}()`), added].map((text) => plain(text));
  const call = writeCall('provideHttpClient', args, indent);
  return {
    providers: [call, ...(isTesting ? ['provideHttpClientTesting()'] : [])],
    imports: [
      ...['provideHttpClient', ...features].map((name) => [name, HTTP] as const),
      withInterceptors,
      ...(isTesting ? [['provideHttpClientTesting', HTTP_TESTING] as const] : []),
    ],
  };
}

export function isImportCall(node: ts.Node): node is ts.CallExpression {
  return isCallOf(node, '@angular/core', 'importProvidersFrom');
}

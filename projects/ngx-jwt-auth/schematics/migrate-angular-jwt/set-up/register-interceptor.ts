import type * as ts from 'typescript';
import type { AppFiles } from '../../shared/app-files.ts';
import { isCallOf } from '../../shared/is-call-of.ts';
import { elementsOf } from '../../shared/list-node.ts';
import { HTTP, HTTP_TESTING } from '../../shared/packages.ts';
import type { PendingChanges } from '../../shared/pending-changes.ts';
import { reachableNodes } from '../../shared/reachable-nodes.ts';
import { refersTo } from '../../shared/refers-to.ts';
import type { TextStyle } from '../../shared/text-style.ts';
import { plain, writeCall } from '../../shared/write-code.ts';
import { extendHttpClient, type Interceptors } from './extend-http-client.ts';
import type { SetUp } from './find-set-ups.ts';
import { listsOf } from './lists-of.ts';

export interface InterceptorChoice {
  /** Whether interceptors of classes are left. */
  readonly keepsDiInterceptors: boolean;
  /** Whether HttpClientModule is one over XHR, and `provideHttpClient()` is not. */
  readonly hasFetchDefault: boolean;
  readonly isSpec: boolean;
  /** What makes up the root injector of the app. */
  readonly rootNodes: ReadonlySet<ts.Node>;
  /** The files that other projects import, by path. */
  readonly shared: ReadonlyMap<string, string>;
}

/**
 * Adds the interceptors to the `provideHttpClient()` that is there, in whatever file of the app. Where
 * there is none, or HttpClientModule in its place, it gives one.
 *
 * @returns Providers that are still to be added to those of the set-up.
 */
export function registerInterceptor(
  files: AppFiles,
  pending: PendingChanges,
  setUp: SetUp,
  interceptors: Interceptors,
  { style, ...choice }: InterceptorChoice & { readonly style: TextStyle },
): readonly string[] {
  const lists = listsOf(setUp);
  const client = findHttpClient(files, setUp, choice);
  if (client) {
    // Of another list it is not known what else may bring interceptors of classes along.
    const keepsDi = choice.keepsDiInterceptors || client.parent !== lists.providers;
    extendHttpClient(pending, client, interceptors, keepsDi);
    return [];
  }

  const changes = pending.lists;
  const own = setUp.element.getSourceFile();
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
  // Of the same injector, or it stays in another file: its backend would be lost either way.
  const hasModule = nodesAround(files, setUp, choice.rootNodes).some((each) =>
    refersTo(each, HTTP, 'HttpClientModule'),
  );
  removeModule(HTTP, 'HttpClientModule');
  const isOverXhr = hasModule && choice.hasFetchDefault;
  const isTesting = removeModule(HTTP_TESTING, 'HttpClientTestingModule');
  for (const call of importCalls) {
    const isEmpty = call.arguments.every((each) => !changes.keeps(call, each));
    const list = lists.providers;
    if (isEmpty && list && changes.keeps(list, call)) changes.of(list).remove.add(call);
  }
  const features = [
    ...(choice.keepsDiInterceptors ? ['withInterceptorsFromDi'] : []),
    ...(isOverXhr ? ['withXhr'] : []),
  ];
  const http = (name: string): string => pending.localOf(own, name, HTTP);
  const names = interceptors(own.fileName).map(([name, from]) => pending.localOf(own, name, from));
  const added = `${http('withInterceptors')}([${names.join(', ')}])`;
  const args = [...features.map((name) => `${http(name)}()`), added].map((text) => plain(text));
  const call = writeCall(http('provideHttpClient'), args, style);
  if (!isTesting) return [call];
  const testing = pending.localOf(own, 'provideHttpClientTesting', HTTP_TESTING);
  return [call, `${testing}()`];
}

/** The client that a set-up has its requests from, if its file may be changed; of several the last. */
function findHttpClient(
  files: AppFiles,
  setUp: SetUp,
  { isSpec, rootNodes, shared }: Pick<InterceptorChoice, 'isSpec' | 'rootNodes' | 'shared'>,
): ts.CallExpression | undefined {
  const own = setUp.element.getSourceFile();
  // Another project that takes the client alone would get an interceptor without provideJwtAuth().
  const mayChange = (source: ts.SourceFile): boolean =>
    files.isOwn(source) && (!shared.has(source.fileName) || shared.has(own.fileName));
  return nodesAround(files, setUp, rootNodes)
    .filter((each) => isCallOf(each, HTTP, 'provideHttpClient'))
    .findLast((each) => {
      const source = each.getSourceFile();
      return isSpec ? source === own : mayChange(source);
    });
}

/** What makes up the injector of a set-up: that of the app, or what is known of another. */
function nodesAround(
  files: AppFiles,
  setUp: SetUp,
  rootNodes: ReadonlySet<ts.Node>,
): readonly ts.Node[] {
  if (rootNodes.has(setUp.element)) return [...rootNodes];
  const { providers, named, imports } = listsOf(setUp);
  const roots = [imports, named, providers].filter((each) => each !== null);
  return reachableNodes(files, roots);
}

export function isImportCall(node: ts.Node): node is ts.CallExpression {
  return isCallOf(node, '@angular/core', 'importProvidersFrom');
}

import { HTTP, LIBRARY } from '../shared/packages.ts';
import * as ts from 'typescript';
import { importNames } from '../shared/import-names.ts';
import { editList } from '../shared/edit-list.ts';
import { isCallOf } from '../shared/is-call-of.ts';
import { resolveExpression } from '../shared/resolve-expression.ts';
import type { App } from './app.ts';

/**
 * Adds the interceptor to a call of provideHttpClient(), as the innermost: those of the app then see
 * one request with one answer, however often it is replayed, and what they make of its URL is what
 * the token is attached by.
 */
export function extendHttpClient(app: App, call: ts.CallExpression): void {
  const list = lastInterceptors(app, call);
  const source = (list ?? call).getSourceFile();
  const own = importNames(source, LIBRARY, ['jwtAuthInterceptor']);
  const name = own.locals.jwtAuthInterceptor;
  if (list) {
    app.files.change(source, [...own.changes, ...editList(source, list, { add: [name] })]);
    app.report.did(source.fileName, 'added jwtAuthInterceptor as the last interceptor');
    return;
  }
  const http = importNames(source, HTTP, ['withInterceptors']);
  const text = `${http.locals.withInterceptors}([${name}])`;
  app.files.change(source, [
    ...http.changes,
    ...own.changes,
    ...editList(source, call, { add: [text] }),
  ]);
  app.report.did(source.fileName, `added ${text} to provideHttpClient()`);
}

/** The list of the last interceptors, if it is one that can be added to. */
function lastInterceptors(app: App, call: ts.CallExpression): ts.ArrayLiteralExpression | null {
  const features = call.arguments.filter((each) => !isWithoutInterceptors(each));
  const last = features.at(-1);
  if (!last || !isCallOf(last, HTTP, 'withInterceptors')) return null;
  const [value] = last.arguments;
  const list = value && resolveExpression(app.files, value);
  return list && ts.isArrayLiteralExpression(list) && app.files.isOwn(list) ? list : null;
}

/** Features that may stand anywhere, as they add no interceptor. */
function isWithoutInterceptors(node: ts.Node): boolean {
  return [
    'withFetch',
    'withXhr',
    'withJsonpSupport',
    'withNoXsrfProtection',
    'withRequestsMadeViaParent',
    'withXsrfConfiguration',
  ].some((name) => isCallOf(node, HTTP, name));
}

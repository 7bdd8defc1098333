import * as ts from 'typescript';
import { isRouterCall } from '../shared/is-router-call.ts';
import { propertyOf } from '../shared/property-of.ts';
import { resolveConstant } from '../shared/resolve-constant.ts';
import { resolveExpression } from '../shared/resolve-expression.ts';
import { stringOf } from '../shared/string-of.ts';
import type { App } from './app.ts';

/** A route, with its path from the root on. */
export interface FoundRoute {
  readonly path: string;
  readonly node: ts.ObjectLiteralExpression;
}

/** The routes of an app, as far as they are not loaded lazily. */
export interface FoundRoutes {
  /** The list that the router is given. */
  readonly list: ts.ArrayLiteralExpression;
  readonly routes: readonly FoundRoute[];
}

/** Finds the list that provideRouter() or RouterModule.forRoot() gets, or null; with those of eager parts. */
export function findRoutes(app: App): FoundRoutes | null {
  const lists = app.nodes.filter(isRouterCall).flatMap((call) => {
    const [argument] = call.arguments;
    const list = argument && resolveExpression(app.files, argument);
    const isChild = /\bforChild$/.test(call.expression.getText());
    return list && ts.isArrayLiteralExpression(list) ? [{ list, isChild }] : [];
  });
  const root = lists.find(({ isChild }) => !isChild);
  if (!root) return null;
  return { list: root.list, routes: lists.flatMap(({ list }) => routesIn(app, list, '')) };
}

function routesIn(app: App, list: ts.ArrayLiteralExpression, parent: string): FoundRoute[] {
  return list.elements.flatMap((element) => {
    const value = ts.isSpreadElement(element)
      ? resolveExpression(app.files, element.expression)
      : resolveExpression(app.files, element);
    if (ts.isArrayLiteralExpression(value)) return routesIn(app, value, parent);
    if (!ts.isObjectLiteralExpression(value)) return [];
    const property = propertyOf(value, 'path');
    const own = property && pathOf(app, property);
    if (own === null) return [];
    const path = [parent, own].filter((each) => each !== '').join('/');
    const children = propertyOf(value, 'children');
    const inner = children && resolveExpression(app.files, children);
    return [
      { path, node: value },
      ...(inner && ts.isArrayLiteralExpression(inner) ? routesIn(app, inner, path) : []),
    ];
  });
}

/** A literal, or a constant that is one: `path: PATHS.login` too. */
function pathOf(app: App, node: ts.Expression): string | null {
  const value = resolveExpression(app.files, node);
  if (!ts.isPropertyAccessExpression(value)) return stringOf(app.files, value);
  const object = resolveConstant(app.files, value.expression);
  const property = ts.isObjectLiteralExpression(object) && propertyOf(object, value.name.text);
  return property ? pathOf(app, property) : null;
}

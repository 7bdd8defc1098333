import * as ts from 'typescript';
import { propertyOf } from '../../shared/property-of.ts';
import { resultOf } from '../config/read-token-getter.ts';
import { resolve, type Scope } from '../source/scope.ts';

/** The options of angular-jwt, as a set-up gives them. */
export interface SetUpOptions {
  readonly config: ts.ObjectLiteralExpression;
  /** Of the file that holds the config. */
  readonly scope: Scope;
  /** How a provider gives the config, where it is not written on the spot: `useFactory: ...`. */
  readonly provided: readonly string[] | null;
}

/** Reads the argument of `forRoot()`, or a provider of `JWT_OPTIONS`; null for what cannot be read. */
export function readOptions(
  argument: ts.Expression | undefined,
  scope: Scope,
): SetUpOptions | null {
  if (!argument) return null;
  const { node, scope: itsScope } = resolve(argument, scope);
  if (!ts.isObjectLiteralExpression(node)) return null;
  const property = (name: string): ts.Expression | null => propertyOf(node, name);
  const provider = property('jwtOptionsProvider');
  if (provider) return readOptions(provider, itsScope);

  const value = property('config') ?? property('useValue');
  if (value) {
    const found = resolve(value, itsScope);
    if (!ts.isObjectLiteralExpression(found.node)) return null;
    // What the getter calls can only be called in its own file.
    const isElsewhere = found.scope.source !== scope.source;
    const provided = isElsewhere ? [`useValue: ${value.getText()}`] : null;
    return { config: found.node, scope: found.scope, provided };
  }

  const factory = property('useFactory');
  if (!factory) return null;
  const found = resolve(factory, itsScope);
  const isFunction =
    ts.isFunctionDeclaration(found.node) ||
    ts.isArrowFunction(found.node) ||
    ts.isFunctionExpression(found.node);
  const result = isFunction ? resultOf((found.node as ts.FunctionDeclaration).body) : null;
  if (!result) return null;
  const config = resolve(result, found.scope);
  if (!ts.isObjectLiteralExpression(config.node)) return null;
  const deps = property('deps');
  const provided = [
    `useFactory: ${factory.getText()}`,
    ...(deps ? [`deps: ${deps.getText()}`] : []),
  ];
  return { config: config.node, scope: config.scope, provided };
}

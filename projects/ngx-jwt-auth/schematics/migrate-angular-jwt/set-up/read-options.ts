import * as ts from 'typescript';
import type { AppFiles } from '../../shared/app-files.ts';
import { findFunction } from '../../shared/find-function.ts';
import { propertyOf } from '../../shared/property-of.ts';
import { resolveConstant } from '../../shared/resolve-constant.ts';
import { unwrap } from '../../shared/unwrap.ts';
import { resultOf } from '../config/read-token-getter.ts';

/** The options of angular-jwt, as a set-up gives them. */
export interface SetUpOptions {
  readonly config: ts.ObjectLiteralExpression;
  /** How a provider gives the config, where it is not written on the spot: `useFactory: ...`. */
  readonly provided: readonly string[] | null;
}

/** Reads the argument of `forRoot()`, or a provider of `JWT_OPTIONS`; null for what cannot be read. */
export function readOptions(
  files: AppFiles,
  argument: ts.Expression | undefined,
): SetUpOptions | null {
  return argument ? read(files, argument, argument.getSourceFile(), textOf(argument)) : null;
}

/**
 * @param home The file of the set-up: what another file calls by its name is not known there.
 * @param path What the file of the set-up has to write for the value.
 */
function read(
  files: AppFiles,
  value: ts.Expression,
  home: ts.SourceFile,
  path: string,
): SetUpOptions | null {
  const node = resolveConstant(files, value);
  if (!ts.isObjectLiteralExpression(node)) return null;
  const property = (name: string): ts.Expression | null => propertyOf(node, name);
  const written = (name: string): string => {
    const own = property(name);
    if (own?.getSourceFile() === home) return textOf(own);
    return isProviderOfAnyKind(node) && PROVIDED.has(name)
      ? `Object(${path}).${name}`
      : `${path}.${name}`;
  };
  const provider = property('jwtOptionsProvider');
  if (provider) return read(files, provider, home, written('jwtOptionsProvider'));

  const name = ['config', 'useValue'].find(property);
  const given = name && property(name);
  if (given) {
    const config = resolveConstant(files, given);
    if (!ts.isObjectLiteralExpression(config)) return null;
    const provided = config.getSourceFile() === home ? null : [`useValue: ${written(name)}`];
    return { config, provided };
  }

  const factory = property('useFactory');
  const result = factory && resultOf(findFunction(files, factory)?.body);
  const config = result && resolveConstant(files, result);
  if (!config || !ts.isObjectLiteralExpression(config)) return null;
  const names = ['useFactory', 'deps'].filter(property);
  return { config, provided: names.map((each) => `${each}: ${written(each)}`) };
}

const PROVIDED: ReadonlySet<string> = new Set(['useValue', 'useFactory', 'deps']);

/** Whether a type that is no more than `Provider` hides what the object has. */
function isProviderOfAnyKind(node: ts.ObjectLiteralExpression): boolean {
  const type = ts.findAncestor(node, ts.isVariableDeclaration)?.type?.getText();
  return !!type && !/^(?:Factory|Value)Provider$/.test(type);
}

function textOf(node: ts.Expression): string {
  return unwrap(node).getText();
}

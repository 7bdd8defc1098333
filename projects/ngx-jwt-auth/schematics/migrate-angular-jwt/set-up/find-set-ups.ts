import * as ts from 'typescript';
import type { AppFiles } from '../../shared/app-files.ts';
import { importedNames, importsOf, usesOf } from '../../shared/imported-names.ts';
import { ANGULAR_JWT } from '../../shared/packages.ts';
import { propertyOf } from '../../shared/property-of.ts';
import { readOptions, type SetUpOptions } from './read-options.ts';
import { isImportCall } from './register-interceptor.ts';

/** One place where a file sets angular-jwt up. */
export interface SetUp {
  /** Of `@NgModule()` or `TestBed`, where the module is one of its imports; else of nothing. */
  readonly metadata: ts.ObjectLiteralExpression | null;
  /** The list that `element` stands in. */
  readonly list: ts.ArrayLiteralExpression;
  readonly element: ts.Expression;
  /** The argument of `importProvidersFrom()`, where it has others too. */
  readonly argument?: { readonly node: ts.Expression; readonly of: ts.CallExpression };
  readonly options: SetUpOptions;
}

/** An element of a list that has no use any more. */
interface Leftover {
  readonly list: ts.ArrayLiteralExpression;
  readonly element: ts.Node;
}

export interface FoundSetUps {
  readonly setUps: readonly SetUp[];
  readonly leftovers: readonly Leftover[];
  /** `provide: JWT_OPTIONS` that is there for the helper alone. */
  readonly helperOptions: readonly ts.Identifier[];
  /** What nobody but a person can move over. */
  readonly blockers: readonly ts.Node[];
}

/** Sorts what a file does with angular-jwt, its helper aside. */
export function findSetUps(files: AppFiles, source: ts.SourceFile): FoundSetUps {
  const setUps: SetUp[] = [];
  const leftovers: Leftover[] = [];
  const helperOptions: ts.Identifier[] = [];
  const blockers: ts.Node[] = importsOf(source, ANGULAR_JWT).filter(
    ({ importClause }) =>
      importClause?.namedBindings && ts.isNamespaceImport(importClause.namedBindings),
  );
  const names = [...importedNames(source, ANGULAR_JWT)];
  const uses = (exported: string): readonly ts.Identifier[] =>
    names.flatMap(([local, name]) => (name === exported ? usesOf(source, local) : []));

  const interceptorLists = new Set<ts.Node>();
  for (const use of uses('JwtInterceptor')) {
    const provider = providerWith(use, ['useClass', 'useExisting']);
    const place = leftoverOf(provider ?? use);
    if (place && (provider || isElementOf(use, 'providers'))) {
      leftovers.push(place);
      interceptorLists.add(place.list);
    } else blockers.push(use);
  }

  for (const use of uses('JwtModule')) {
    const call = use.parent.parent;
    if (ts.isPropertyAccessExpression(use.parent) && ts.isCallExpression(call)) {
      const options = readOptions(files, call.arguments[0]);
      const place = placeOf(call);
      if (options && place) setUps.push({ ...place, options });
      else blockers.push(call);
    } else {
      const place = isElementOf(use, 'imports') || isElementOf(use, 'exports');
      const leftover = place && leftoverOf(use);
      if (leftover) leftovers.push(leftover);
      else blockers.push(use);
    }
  }

  for (const use of uses('JWT_OPTIONS')) {
    if (isPropertyNamed(use.parent, 'useValue')) continue; // seen with its provider
    const provider = providerWith(use, ['provide']);
    if (!provider) blockers.push(use);
    else if (isPropertyNamed(provider.parent, 'jwtOptionsProvider')) continue;
    else {
      const place = leftoverOf(provider);
      const isSetUp = place && interceptorLists.has(place.list);
      const options = isSetUp ? readOptions(files, provider) : null;
      if (isDummy(provider) && place) leftovers.push(place);
      else if (!isSetUp) helperOptions.push(use);
      else if (!options) blockers.push(provider);
      else {
        setUps.push({ metadata: null, list: place.list, element: provider, options });
      }
    }
  }
  return { setUps, leftovers, helperOptions, blockers };
}

/** Where `JwtModule.forRoot()` stands: among the imports, or in `importProvidersFrom()`. */
function placeOf(call: ts.CallExpression): Omit<SetUp, 'options'> | null {
  const { parent } = call;
  if (ts.isArrayLiteralExpression(parent)) {
    const isImport = isPropertyNamed(parent.parent, 'imports');
    const metadata = parent.parent.parent;
    return isImport && ts.isObjectLiteralExpression(metadata)
      ? { metadata, list: parent, element: call }
      : null;
  }
  if (!isImportCall(parent) || !ts.isArrayLiteralExpression(parent.parent)) return null;
  const place = { metadata: null, list: parent.parent, element: parent };
  return parent.arguments.length === 1 ? place : { ...place, argument: { node: call, of: parent } };
}

/** `{ provide: JWT_OPTIONS, useValue: JWT_OPTIONS }`, as specs have it. */
function isDummy(provider: ts.ObjectLiteralExpression): boolean {
  const value = propertyOf(provider, 'useValue');
  return /^(?:JWT_OPTIONS|\{\})$/.test(value?.getText() ?? '');
}

function providerWith(
  use: ts.Identifier,
  names: readonly string[],
): ts.ObjectLiteralExpression | null {
  const { parent } = use;
  return names.some((name) => isPropertyNamed(parent, name))
    ? (parent.parent as ts.ObjectLiteralExpression)
    : null;
}

function isElementOf(node: ts.Node, property: string): boolean {
  return ts.isArrayLiteralExpression(node.parent) && isPropertyNamed(node.parent.parent, property);
}

function leftoverOf(element: ts.Node): Leftover | null {
  const { parent } = element;
  return ts.isArrayLiteralExpression(parent) ? { list: parent, element } : null;
}

export function isPropertyNamed(node: ts.Node, name: string): node is ts.PropertyAssignment {
  return (
    ts.isPropertyAssignment(node) &&
    node.name.getText() === name &&
    ts.isObjectLiteralExpression(node.parent)
  );
}

import * as ts from 'typescript';
import type { AppFiles } from './app-files.ts';
import { findDeclaration } from './find-declaration.ts';
import { isCallOf } from './is-call-of.ts';
import { ngModuleMetadata } from './ng-module-metadata.ts';
import { resolveExpression } from './resolve-expression.ts';

/** Where an app is set up. */
export interface AppConfig {
  readonly kind: 'standalone' | 'NgModule';
  /** The call in main.ts: `bootstrapApplication()` or `bootstrapModule()`. */
  readonly bootstrap: ts.CallExpression;
  /** The objects that may have `providers`; what is not in one of them is in `bootstrap`. */
  readonly objects: readonly ts.ObjectLiteralExpression[];
}

/** Finds the config of an app from its main file on, or null. */
export function findAppConfig(files: AppFiles, main: string): AppConfig | null {
  const bootstrap = findBootstrap(files, files.read(main), new Set());
  if (!bootstrap) return null;
  if (isModuleBootstrap(bootstrap)) {
    const [name] = bootstrap.arguments;
    const declaration = name && ts.isIdentifier(name) ? findDeclaration(files, name) : null;
    const metadata =
      declaration && ts.isClassDeclaration(declaration) ? ngModuleMetadata(declaration) : null;
    return { kind: 'NgModule', bootstrap, objects: metadata ? [metadata] : [] };
  }
  const config = bootstrap.arguments[1];
  return { kind: 'standalone', bootstrap, objects: config ? objectsIn(files, config) : [] };
}

function isModuleBootstrap({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 'bootstrapModule';
}

/** Looks in the file, then in those it imports: main.ts may do no more than `import('./bootstrap')`. */
function findBootstrap(
  files: AppFiles,
  source: ts.SourceFile | null,
  seen: Set<ts.SourceFile>,
): ts.CallExpression | null {
  if (!source || seen.has(source) || seen.size > 20) return null;
  seen.add(source);
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) calls.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const bootstrap = calls.find(
    (each) =>
      isModuleBootstrap(each) ||
      isCallOf(each, '@angular/platform-browser', 'bootstrapApplication'),
  );
  if (bootstrap) return bootstrap;
  const dynamic = calls.filter(({ expression }) => expression.kind === ts.SyntaxKind.ImportKeyword);
  const specifiers = [
    ...dynamic.map((each) => each.arguments[0]),
    ...source.statements.filter(ts.isImportDeclaration).map((each) => each.moduleSpecifier),
  ];
  for (const each of specifiers) {
    if (!each || !ts.isStringLiteral(each) || !each.text.startsWith('.')) continue;
    const found = findBootstrap(files, files.resolve(source, each.text), seen);
    if (found) return found;
  }
  return null;
}

function objectsIn(files: AppFiles, node: ts.Expression): ts.ObjectLiteralExpression[] {
  const value = resolveExpression(files, node);
  if (ts.isObjectLiteralExpression(value)) return [value, ...spreadObjects(files, value)];
  return isCallOf(value, '@angular/core', 'mergeApplicationConfig')
    ? value.arguments.flatMap((each) => objectsIn(files, each))
    : [];
}

/** `{ ...base }`: the providers may be those of the base. */
function spreadObjects(
  files: AppFiles,
  { properties }: ts.ObjectLiteralExpression,
): ts.ObjectLiteralExpression[] {
  return properties
    .filter(ts.isSpreadAssignment)
    .flatMap(({ expression }) => objectsIn(files, expression));
}

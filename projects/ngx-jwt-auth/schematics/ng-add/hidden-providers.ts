import * as ts from 'typescript';
import { findDeclaration } from '../shared/find-declaration.ts';
import type { App } from './app.ts';

/**
 * Lists that are imported into the app's providers from where this cannot look, such as an installed
 * package: they may provide HttpClient. Classes and calls are left out: no list is named like one.
 */
export function hiddenProviders(app: App): string[] {
  return app.nodes.flatMap((node) => {
    const value = ts.isSpreadElement(node) ? node.expression : node;
    const isElement = ts.isSpreadElement(node) || ts.isArrayLiteralExpression(node.parent);
    const name = isElement ? baseOf(value) : null;
    const isList =
      ts.isSpreadElement(node) || (ts.isIdentifier(value) && /^[a-z]/.test(value.text));
    return name && isList && isImported(name) && !findDeclaration(app.files, name)
      ? [node.getText()]
      : [];
  });
}

function baseOf(node: ts.Node): ts.Identifier | null {
  if (ts.isIdentifier(node)) return node;
  return ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)
    ? baseOf(node.expression)
    : null;
}

function isImported(name: ts.Identifier): boolean {
  return name.getSourceFile().statements.some((each) => {
    const clause = ts.isImportDeclaration(each) ? each.importClause : undefined;
    const bindings = clause?.namedBindings;
    if (clause?.name?.text === name.text) return true;
    if (!bindings) return false;
    return ts.isNamespaceImport(bindings)
      ? bindings.name.text === name.text
      : bindings.elements.some((one) => one.name.text === name.text);
  });
}

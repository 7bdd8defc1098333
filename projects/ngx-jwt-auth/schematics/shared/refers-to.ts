import * as ts from 'typescript';
import { importedNames, importsOf } from './imported-names.ts';

/** Whether an expression is the export `name` of a package, under any local name. */
export function refersTo(node: ts.Node, module: string, name: string): boolean {
  const source = node.getSourceFile();
  if (ts.isIdentifier(node)) return importedNames(source, module).get(node.text) === name;
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== name) return false;
  const space = node.expression.getText(source);
  return importsOf(source, module).some(({ importClause }) => {
    const bindings = importClause?.namedBindings;
    return !!bindings && ts.isNamespaceImport(bindings) && bindings.name.text === space;
  });
}

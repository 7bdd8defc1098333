import * as ts from 'typescript';

/** Whether an expression is the export `name` of a package, under any local name. */
export function refersTo(node: ts.Node, module: string, name: string): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    const space = node.expression;
    return (
      node.name.text === name &&
      ts.isIdentifier(space) &&
      importsOf(space.getSourceFile(), module).some(
        ({ namedBindings }) =>
          namedBindings &&
          ts.isNamespaceImport(namedBindings) &&
          namedBindings.name.text === space.text,
      )
    );
  }
  if (!ts.isIdentifier(node)) return false;
  return importsOf(node.getSourceFile(), module).some(
    ({ namedBindings }) =>
      namedBindings &&
      ts.isNamedImports(namedBindings) &&
      namedBindings.elements.some(
        (each) => each.name.text === node.text && (each.propertyName ?? each.name).text === name,
      ),
  );
}

function importsOf(source: ts.SourceFile, module: string): ts.ImportClause[] {
  return source.statements.flatMap((each) =>
    ts.isImportDeclaration(each) &&
    ts.isStringLiteral(each.moduleSpecifier) &&
    each.moduleSpecifier.text === module
      ? (each.importClause ?? [])
      : [],
  );
}

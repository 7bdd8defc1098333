import * as ts from 'typescript';

/** What a file imports by name from a module: the exported names by the local ones. */
export function importedNames(source: ts.SourceFile, from: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { importClause } of importsOf(source, from)) {
    const bindings = importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    for (const { name, propertyName } of bindings.elements) {
      names.set(name.text, (propertyName ?? name).text);
    }
  }
  return names;
}

/** The values that a file imports by name from a module: the local names by the exported ones. */
export function importedValues(source: ts.SourceFile, from: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const declaration of importsOf(source, from)) {
    const bindings = declaration.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings) || isTypeOnly(declaration)) continue;
    for (const { name, propertyName, isTypeOnly: isType } of bindings.elements) {
      if (!isType) names.set((propertyName ?? name).text, name.text);
    }
  }
  return names;
}

export function importsOf(source: ts.SourceFile, from: string): readonly ts.ImportDeclaration[] {
  return source.statements.filter(
    (statement): statement is ts.ImportDeclaration =>
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      statement.moduleSpecifier.text === from,
  );
}

/** `import type` or `export type`: TypeScript 6 says it in another way than 5. */
export function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  return /^(?:import|export)\s+type\b(?!\s*(?:,|from))/.test(statement.getText());
}

/** The identifiers that use an imported name, the import itself left out. */
export function usesOf(source: ts.SourceFile, local: string): readonly ts.Identifier[] {
  const uses: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node) && node.text === local && !isMemberName(node)) uses.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}

/** `x.name` and `{ name: x }` do not speak of the variable. */
export function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  );
}

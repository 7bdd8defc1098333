import * as ts from 'typescript';
import { ANGULAR_JWT } from '../../shared/packages.ts';
import { editImports } from '../source/edit-imports.ts';
import { removeUnreferenced } from '../source/remove-unreferenced.ts';
import type { Scope } from '../source/scope.ts';
import type { SetUp } from './find-set-ups.ts';

/** Removes what only the set-ups of a file used: getters, configs, factories, their imports. */
export function removeUnusedOf(
  setUps: readonly SetUp[],
  scope: Scope,
  path: string,
  files: ReadonlyMap<string, string>,
): string {
  const own = new Set<string>();
  // Types that a config or a factory was declared with.
  const imported = new Map<string, string[]>([[ANGULAR_JWT, ['JwtConfig', 'JwtModuleOptions']]]);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !own.has(node.text)) {
      const declared = scope.find(node.text);
      if (declared?.scope === scope) {
        own.add(node.text);
        visit(declared.statement);
      }
      const from = declared ? importOf(scope.source, node.text) : null;
      if (from) imported.set(from, [...(imported.get(from) ?? []), node.text]);
    }
    ts.forEachChild(node, visit);
  };
  for (const { element, argument } of setUps) visit(argument?.node ?? element);

  const text = removeUnreferenced(path, files, [...own]);
  return editImports(path, text, { add: new Map(), unused: Object.fromEntries(imported) });
}

/** The module that a file imports a name from. */
function importOf(source: ts.SourceFile, name: string): string | null {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    if (bindings.elements.some((each) => each.name.text === name)) {
      return (statement.moduleSpecifier as ts.StringLiteral).text;
    }
  }
  return null;
}

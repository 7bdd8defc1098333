import * as ts from 'typescript';
import { posix } from 'node:path';
import { parseSource } from '../../shared/parse-source.ts';
import { unwrap } from '../../shared/unwrap.ts';

/** What a name stands for, and the file that says so. */
export interface Declared {
  readonly node: ts.Expression | ts.FunctionDeclaration;
  readonly statement: ts.Statement;
  readonly scope: Scope;
}

/** Looks names up: in the top level of a file, and of the file that it imports them from. */
export class Scope {
  readonly source: ts.SourceFile;
  readonly #files: ReadonlyMap<string, string>;

  constructor(source: ts.SourceFile, files: ReadonlyMap<string, string>) {
    this.source = source;
    this.#files = files;
  }

  find(name: string): Declared | null {
    for (const statement of this.source.statements) {
      if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) {
        return { node: statement, statement, scope: this };
      }
      const isConst =
        ts.isVariableStatement(statement) && statement.declarationList.flags & ts.NodeFlags.Const;
      if (!isConst) continue;
      for (const declaration of statement.declarationList.declarations) {
        if (declaration.initializer && declaration.name.getText(this.source) === name) {
          return { node: declaration.initializer, statement, scope: this };
        }
      }
    }
    return this.#findImported(name);
  }

  #findImported(name: string): Declared | null {
    for (const statement of this.source.statements) {
      if (!ts.isImportDeclaration(statement)) continue;
      const bindings = statement.importClause?.namedBindings;
      const from = (statement.moduleSpecifier as ts.StringLiteral).text;
      if (!bindings || !ts.isNamedImports(bindings) || !from.startsWith('.')) continue;
      const imported = bindings.elements.find((each) => each.name.text === name);
      if (!imported) continue;
      const base = posix.join(posix.dirname(this.source.fileName), from);
      const path = [`${base}.ts`, base, `${base}/index.ts`].find((each) => this.#files.has(each));
      const text = path && this.#files.get(path);
      if (!text) return null;
      const scope = new Scope(parseSource(path, text), this.#files);
      return scope.find((imported.propertyName ?? imported.name).text);
    }
    return null;
  }
}

/** What an expression is once parentheses, type assertions and names are looked through. */
export function resolve(expression: ts.Expression, scope: Scope): Pick<Declared, 'node' | 'scope'> {
  const node = unwrap(expression);
  const declared = ts.isIdentifier(node) ? scope.find(node.text) : null;
  if (!declared) return { node, scope };
  return ts.isFunctionDeclaration(declared.node)
    ? declared
    : resolve(declared.node, declared.scope);
}

/** The string that an expression is, where that can be read. */
export function stringOf(expression: ts.Expression, scope: Scope): string | null {
  const { node } = resolve(expression, scope);
  return ts.isStringLiteralLike(node) ? node.text : null;
}

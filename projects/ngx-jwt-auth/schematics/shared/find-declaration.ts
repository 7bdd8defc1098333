import * as ts from 'typescript';
import type { AppFiles } from './app-files.ts';

/** What a name can stand for, as far as an app's set-up is concerned. */
export type Declaration =
  ts.ClassDeclaration | ts.ExportAssignment | ts.FunctionDeclaration | ts.VariableDeclaration;

/** The declaration of an identifier in this workspace, through imports, or null. */
export function findDeclaration(files: AppFiles, node: ts.Identifier): Declaration | null {
  for (let scope: ts.Node = node.parent; ; scope = scope.parent) {
    if (ts.isBlock(scope) || ts.isSourceFile(scope)) {
      const declaration = declaredIn(scope.statements, node.text);
      if (declaration) return declaration;
    }
    if (ts.isFunctionLike(scope) && hasParameter(scope, node)) return null;
    if (ts.isSourceFile(scope)) return imported(files, scope, node.text);
  }
}

/** Whether a name is that of a parameter, in a pattern too: what it stands for is up to the caller. */
function hasParameter({ parameters }: ts.SignatureDeclaration, { text }: ts.Identifier): boolean {
  return parameters.some(({ name }) =>
    name
      .getText()
      .split(/[^\w$]+/)
      .includes(text),
  );
}

function declaredIn(statements: Iterable<ts.Statement>, name: string): Declaration | null {
  for (const each of statements) {
    if (ts.isVariableStatement(each)) {
      const found = each.declarationList.declarations.find(
        (variable) => ts.isIdentifier(variable.name) && variable.name.text === name,
      );
      if (found) return found;
    } else if (ts.isClassDeclaration(each) || ts.isFunctionDeclaration(each)) {
      if (each.name?.text === name) return each;
    }
  }
  return null;
}

function imported(
  files: AppFiles,
  source: ts.SourceFile,
  name: string,
  seen?: Set<ts.SourceFile>,
): Declaration | null {
  for (const each of source.statements.filter(ts.isImportDeclaration)) {
    const { importClause } = each;
    const bindings = importClause?.namedBindings;
    if (importClause?.name?.text === name) return follow(files, source, each, 'default', seen);
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const element = bindings.elements.find((one) => one.name.text === name);
    if (element) {
      return follow(files, source, each, (element.propertyName ?? element.name).text, seen);
    }
  }
  return null;
}

function follow(
  files: AppFiles,
  source: ts.SourceFile,
  { moduleSpecifier }: ts.ImportDeclaration | ts.ExportDeclaration,
  name: string,
  seen = new Set<ts.SourceFile>(),
): Declaration | null {
  if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return null;
  const target = files.resolve(source, moduleSpecifier.text);
  if (!target || seen.has(target) || files.isReplaced(target)) return null;
  seen.add(target);
  return exported(files, target, name, seen);
}

function exported(
  files: AppFiles,
  source: ts.SourceFile,
  name: string,
  seen: Set<ts.SourceFile>,
): Declaration | null {
  const isDefault = name === 'default';
  const declaration = isDefault ? defaultExport(source) : declaredIn(source.statements, name);
  if (declaration) return declaration;
  for (const each of source.statements.filter(ts.isExportDeclaration)) {
    const clause = each.exportClause;
    let origin: string | undefined = name;
    if (clause && ts.isNamedExports(clause)) {
      const element = clause.elements.find((one) => one.name.text === name);
      origin = element && (element.propertyName ?? element.name).text;
      if (element && !each.moduleSpecifier) {
        return (
          declaredIn(source.statements, origin ?? name) ??
          imported(files, source, origin ?? name, seen)
        );
      }
    } else if (clause || isDefault) {
      continue; // `export *` is all but the default
    }
    const found = origin === undefined ? null : follow(files, source, each, origin, seen);
    if (found) return found;
  }
  return null;
}

function defaultExport(source: ts.SourceFile): Declaration | null {
  for (const each of source.statements) {
    const isDeclaration = ts.isClassDeclaration(each) || ts.isFunctionDeclaration(each);
    const modifiers = isDeclaration ? (ts.getModifiers(each) ?? []) : [];
    if (isDeclaration && modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) {
      return each;
    }
    if (ts.isExportAssignment(each)) {
      const { expression } = each;
      const named = ts.isIdentifier(expression)
        ? declaredIn(source.statements, expression.text)
        : null;
      return named ?? each;
    }
  }
  return null;
}

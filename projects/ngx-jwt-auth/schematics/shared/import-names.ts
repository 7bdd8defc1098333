import * as ts from 'typescript';
import { editList } from './edit-list.ts';
import type { TextChange } from './text-change.ts';
import { LINE_WIDTH, textStyle } from './text-style.ts';

/** The names to use in the file, by the names of the exports, and what to change for them. */
export interface ImportedNames<Name extends string> {
  readonly locals: Readonly<Record<Name, string>>;
  readonly changes: TextChange[];
}

/**
 * Imports names of a package, each once: what is imported is used under the name it has, what is
 * missing joins the import that is there. A name that the file has for something else gets an alias.
 */
export function importNames<Name extends string>(
  source: ts.SourceFile,
  module: string,
  names: readonly Name[],
): ImportedNames<Name> {
  const imports = source.statements.filter(ts.isImportDeclaration);
  const lists = imports.flatMap((each) => valuesOf(each, module));
  const taken = namesIn(source);
  const missing: string[] = [];
  const entries = names.map((name): [Name, string] => {
    const existing = lists
      .flatMap(({ elements }) => [...elements])
      .find((each) => !each.isTypeOnly && (each.propertyName ?? each.name).text === name);
    if (existing) return [name, existing.name.text];
    const local = taken.has(name) ? aliasOf(name, taken) : name;
    missing.push(local === name ? name : `${name} as ${local}`);
    return [name, local];
  });
  const locals = Object.fromEntries(entries) as Record<Name, string>;
  missing.sort();
  if (!missing.length) return { locals, changes: [] };
  const [list] = lists;
  const changes = list
    ? editList(source, list, { add: missing })
    : [newImport(source, imports, module, missing)];
  return { locals, changes };
}

/** The named imports of values in a declaration: `import type` has none. */
function valuesOf(node: ts.ImportDeclaration, module: string): ts.NamedImports[] {
  const { importClause, moduleSpecifier } = node;
  const bindings = importClause?.namedBindings;
  const isOfModule = ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === module;
  if (!isOfModule || !bindings || !ts.isNamedImports(bindings)) return [];
  return /^import\s+type\b/.test(node.getText()) ? [] : [bindings];
}

function newImport(
  source: ts.SourceFile,
  imports: readonly ts.ImportDeclaration[],
  module: string,
  names: readonly string[],
): TextChange {
  const { eol, indent, quote, semicolon } = textStyle(source);
  const from = `from ${quote}${module}${quote}${semicolon}`;
  const line = `import { ${names.join(', ')} } ${from}`;
  const spread = ['import {', ...names.map((name) => `${indent}${name},`), `} ${from}`];
  const text = line.length <= LINE_WIDTH ? line : spread.join(eol);
  // Packages stand before the files of the app.
  const last = imports.findLast(({ moduleSpecifier }) => !/^.\./.test(moduleSpecifier.getText()));
  if (last) {
    const end = ts.getTrailingCommentRanges(source.text, last.end)?.at(-1)?.end ?? last.end;
    return { start: end, end, text: eol + text };
  }
  const start = (imports.at(0) ?? source.statements.at(0))?.getStart(source, true) ?? source.end;
  return { start, end: start, text: text + eol + (imports.length ? '' : eol) };
}

/** All identifiers of the file: what is declared in a function could hide an import, too. */
function namesIn(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function aliasOf(name: string, taken: ReadonlySet<string>): string {
  let alias = `jwt${name.charAt(0).toUpperCase()}${name.slice(1)}`.replace(/^jwtJwt/, 'ngxJwt');
  while (taken.has(alias)) alias += '_';
  return alias;
}

import * as ts from 'typescript';
import { editList } from './edit-list.ts';
import { importedValues, isTypeOnly, usesOf } from './imported-names.ts';
import type { TextChange } from './text-change.ts';
import { LINE_WIDTH, textStyle } from './text-style.ts';

export interface ImportChange {
  /** What to import, by the module it comes from: `name`, or `name as local`. */
  readonly add?: ReadonlyMap<string, Iterable<string>>;
  /** Local names that may be imported for nothing now. */
  readonly unused?: ReadonlySet<string>;
}

/** Imports what is needed and is not yet imported, and no longer what has lost its last use. */
export function editImports(
  source: ts.SourceFile,
  { add = new Map(), unused = new Set() }: ImportChange,
): TextChange[] {
  const changes: TextChange[] = [];
  const missing = new Map<string, readonly string[]>();
  for (const [module, names] of add) {
    const present = importedValues(source, module);
    const absent = [...names].filter((each) => !present.has(each));
    missing.set(
      module,
      absent.sort((a, b) => a.localeCompare(b, 'en')),
    );
  }
  for (const declaration of source.statements.filter(ts.isImportDeclaration)) {
    const list = declaration.importClause?.namedBindings;
    if (!list || !ts.isNamedImports(list)) continue;
    const module = moduleOf(declaration);
    const added = isTypeOnly(declaration) ? [] : (missing.get(module) ?? []);
    if (!isTypeOnly(declaration)) missing.delete(module);
    const gone = list.elements.filter(
      ({ name }) => unused.has(name.text) && usesOf(source, name.text).length === 0,
    );
    if (gone.length < list.elements.length || added.length > 0) {
      changes.push(...editList(source, list, { remove: new Set<ts.Node>(gone), add: added }));
    } else if (declaration.importClause.name) {
      changes.push({ start: declaration.importClause.name.end, end: list.end, text: '' });
    } else if (gone.length > 0) {
      const end = lineEnd(source.text, declaration.end);
      changes.push({ start: declaration.getStart(source), end, text: '' });
    }
  }
  return [...changes, ...newImports(source, [...missing])];
}

function newImports(
  source: ts.SourceFile,
  missing: readonly (readonly [module: string, names: readonly string[]])[],
): TextChange[] {
  const { eol, indent, quote, semicolon } = textStyle(source);
  const imports = source.statements.filter(ts.isImportDeclaration);
  const lines = missing.filter(([, names]) => names.length > 0);
  return lines.map(([module, names], index) => {
    const from = `from ${quote}${module}${quote}${semicolon}`;
    const line = `import { ${names.join(', ')} } ${from}`;
    const spread = ['import {', ...names.map((name) => `${indent}${name},`), `} ${from}`];
    const text = line.length <= LINE_WIDTH ? line : spread.join(eol);
    // Packages stand before the files of the app.
    const last = imports.findLast((each) => isFile(module) || !isFile(moduleOf(each)));
    if (last) {
      const end = ts.getTrailingCommentRanges(source.text, last.end)?.at(-1)?.end ?? last.end;
      const next = lineEnd(source.text, end);
      return next > end && source.text[next - 1] === '\n'
        ? { start: next, end: next, text: text + eol }
        : { start: end, end, text: eol + text };
    }
    const start = (imports.at(0) ?? source.statements.at(0))?.getStart(source, true) ?? source.end;
    const isLast = imports.length === 0 && index === lines.length - 1;
    return { start, end: start, text: text + eol + (isLast ? eol : '') };
  });
}

/** Behind the rest of a line that has no more on it. */
function lineEnd(text: string, position: number): number {
  return position + (/^[\t ]*\r?\n?/.exec(text.slice(position))?.[0].length ?? 0);
}

function moduleOf({ moduleSpecifier }: ts.ImportDeclaration): string {
  return (moduleSpecifier as ts.StringLiteral).text;
}

function isFile(module: string): boolean {
  return module.startsWith('.');
}

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
  const isGone = ({ text }: ts.Identifier): boolean =>
    unused.has(text) && usesOf(source, text).length === 0;
  for (const declaration of source.statements.filter(ts.isImportDeclaration)) {
    const bindings = declaration.importClause?.namedBindings;
    const module = moduleOf(declaration);
    const canTake = !!bindings && ts.isNamedImports(bindings) && !isTypeOnly(declaration);
    const added = canTake ? (missing.get(module) ?? []) : [];
    if (canTake) missing.delete(module);
    changes.push(...editImport(source, declaration, added, isGone));
  }
  return [...changes, ...newImports(source, [...missing])];
}

function editImport(
  source: ts.SourceFile,
  declaration: ts.ImportDeclaration,
  added: readonly string[],
  isGone: (name: ts.Identifier) => boolean,
): TextChange[] {
  const { name: own, namedBindings: bindings } = declaration.importClause ?? {};
  const list = bindings && ts.isNamedImports(bindings) ? bindings : null;
  const gone = list?.elements.filter(({ name }) => isGone(name)) ?? [];
  const keepsOwn = !!own && !isGone(own);
  const keepsBindings =
    !!bindings && (!list || gone.length < list.elements.length || added.length > 0);
  if (!keepsOwn && !keepsBindings) {
    const end = lineEnd(source.text, declaration.end);
    return own || gone.length > 0 ? [{ start: declaration.getStart(source), end, text: '' }] : [];
  }
  if (own && list && !keepsBindings) return [{ start: own.end, end: list.end, text: '' }];
  const before =
    own && bindings && !keepsOwn
      ? [{ start: own.getStart(source), end: bindings.getStart(source), text: '' }]
      : [];
  const change = { remove: new Set<ts.Node>(gone), add: added };
  return [...before, ...(list ? editList(source, list, change) : [])];
}

function newImports(
  source: ts.SourceFile,
  missing: readonly (readonly [module: string, names: readonly string[]])[],
): TextChange[] {
  const { eol, indent, quote, semicolon } = textStyle(source);
  const imports = source.statements.filter(ts.isImportDeclaration);
  const lines = missing
    .filter(([, names]) => names.length > 0)
    .toSorted(([a], [b]) => Number(isFile(a)) - Number(isFile(b)));
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

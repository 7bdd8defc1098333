import * as ts from 'typescript';
import { applyChanges } from '../../shared/apply-changes.ts';
import { editList } from '../../shared/edit-list.ts';
import { parseSource } from '../../shared/parse-source.ts';
import type { TextChange } from '../../shared/text-change.ts';
import { textStyle } from '../../shared/text-style.ts';
import { importsOf, isTypeOnly, usesOf } from './imported-names.ts';

export interface ImportChange {
  /** Names to import, by the module they come from. */
  readonly add: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names that may be imported for nothing now, by the module they come from. */
  readonly unused: Readonly<Record<string, readonly string[]>>;
}

/** Imports what is needed, and no longer what has lost its last use. */
export function editImports(path: string, text: string, { add, unused }: ImportChange): string {
  const modules = new Set([...Object.keys(unused), ...add.keys()]);
  return [...modules].reduce(
    (result, from) =>
      editModule(path, result, from, [...(add.get(from) ?? [])], unused[from] ?? []),
    text,
  );
}

function editModule(
  path: string,
  text: string,
  from: string,
  names: readonly string[],
  unused: readonly string[],
): string {
  const source = parseSource(path, text);
  const style = textStyle(source);
  const changes: TextChange[] = [];
  const declarations = importsOf(source, from).filter(hasNames);
  const present = declarations
    .filter((each) => !isTypeOnly(each))
    .flatMap((each) => namesOf(each).elements.filter((specifier) => !specifier.isTypeOnly))
    .map(({ name, propertyName }) => (propertyName ?? name).text);
  const missing = names
    .filter((name) => !present.includes(name))
    .toSorted((a, b) => a.localeCompare(b, 'en'));
  const home = declarations.find((each) => !isTypeOnly(each));

  for (const declaration of declarations) {
    const elements = namesOf(declaration).elements;
    const append = declaration === home ? missing : [];
    const gone = elements.filter(
      ({ name, propertyName }) =>
        unused.includes((propertyName ?? name).text) && usesOf(source, name.text).length === 0,
    );
    if (gone.length === 0 && append.length === 0) continue;
    const isEmpty = gone.length === elements.length && append.length === 0;
    if (isEmpty && !declaration.importClause?.name) {
      const lineEnd = /^[ \t]*\r?\n/.exec(text.slice(declaration.getEnd()))?.[0].length ?? 0;
      changes.push({
        start: declaration.getStart(source),
        end: declaration.getEnd() + lineEnd,
        text: '',
      });
    } else
      changes.push(
        ...editList(source, namesOf(declaration), { remove: new Set<ts.Node>(gone), add: append }),
      );
  }
  if (!home && missing.length > 0) {
    const { quote, eol } = style;
    const line = `import { ${missing.join(', ')} } from ${quote}${from}${quote};`;
    const last = source.statements.findLast(ts.isImportDeclaration);
    if (last) changes.push({ start: last.getEnd(), end: last.getEnd(), text: eol + line });
    else changes.push({ start: 0, end: 0, text: `${line}${eol}${eol}` });
  }
  return applyChanges(text, changes);
}

function hasNames(declaration: ts.ImportDeclaration): boolean {
  const bindings = declaration.importClause?.namedBindings;
  return !!bindings && ts.isNamedImports(bindings);
}

function namesOf(declaration: ts.ImportDeclaration): ts.NamedImports {
  return declaration.importClause?.namedBindings as ts.NamedImports;
}

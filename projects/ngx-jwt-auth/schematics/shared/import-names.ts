import type * as ts from 'typescript';
import { editImports } from './edit-imports.ts';
import { importName } from './import-name.ts';
import type { TextChange } from './text-change.ts';

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
  const found = names.map((name) => ({ name, ...importName(source, module, name) }));
  const missing = found.flatMap((each) => each.missing ?? []);
  const locals = Object.fromEntries(found.map(({ name, local }) => [name, local])) as Record<
    Name,
    string
  >;
  return { locals, changes: editImports(source, { add: new Map([[module, missing]]) }) };
}

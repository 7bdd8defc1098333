import type * as ts from 'typescript';
import { editImports } from './edit-imports.ts';
import { freeName } from './free-name.ts';
import { importedValues } from './imported-names.ts';
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
  const present = importedValues(source, module);
  const missing: string[] = [];
  const entries = names.map((name): [Name, string] => {
    const existing = present.get(name);
    if (existing !== undefined) return [name, existing];
    const local = freeName(source, name);
    missing.push(local === name ? name : `${name} as ${local}`);
    return [name, local];
  });
  const locals = Object.fromEntries(entries) as Record<Name, string>;
  return { locals, changes: editImports(source, { add: new Map([[module, missing]]) }) };
}

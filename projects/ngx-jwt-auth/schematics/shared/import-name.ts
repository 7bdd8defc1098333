import type * as ts from 'typescript';
import { freeName } from './free-name.ts';
import { importedValues } from './imported-names.ts';

/** How a file is to use an export of a package. */
export interface ImportedName {
  /** The name it has in the file. */
  readonly local: string;
  /** What to import for it, `name` or `name as local`; null where it is imported already. */
  readonly missing: string | null;
}

/** Gives the name that an export has in a file, or gets there: an alias where its own is taken. */
export function importName(source: ts.SourceFile, module: string, name: string): ImportedName {
  const present = importedValues(source, module).get(name);
  if (present !== undefined) return { local: present, missing: null };
  const local = freeName(source, name);
  return { local, missing: local === name ? name : `${name} as ${local}` };
}

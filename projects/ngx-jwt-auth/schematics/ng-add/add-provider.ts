import { importNames } from '../shared/import-names.ts';
import { editList } from '../shared/edit-list.ts';
import { textStyle, type TextStyle } from '../shared/text-style.ts';
import type { App } from './app.ts';

/** The names to import, by package. */
export type Imports<Name extends string> = readonly (readonly [
  module: string,
  names: readonly Name[],
])[];

/**
 * Adds a provider at the end of the app's list, with its imports.
 *
 * @returns The changed file, or null if there is no list that can be added to.
 */
export function addProvider<Name extends string>(
  app: App,
  imports: Imports<Name>,
  write: (names: Readonly<Record<Name, string>>, style: TextStyle) => string,
): string | null {
  const names: Partial<Record<Name, string>> = {};
  for (const [module, wanted] of imports) {
    const source = app.providers?.getSourceFile();
    if (!source) return null;
    const { locals, changes } = importNames(source, module, wanted);
    Object.assign(names, locals);
    app.files.change(source, changes);
  }
  const list = app.providers;
  if (!list) return null;
  const source = list.getSourceFile();
  const text = write(names as Record<Name, string>, textStyle(source));
  app.files.change(source, editList(source, list, { add: [text] }));
  return source.fileName;
}

import { importNames } from '../shared/import-names.ts';
import { insertIntoList } from '../shared/insert-into-list.ts';
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
  const list = app.providers;
  if (!list) return null;
  const source = list.getSourceFile();
  const found = imports.map(([module, names]) => importNames(source, module, names));
  const names = Object.assign({}, ...found.map(({ locals }) => locals)) as Record<Name, string>;
  app.files.change(source, [
    ...found.flatMap(({ changes }) => changes),
    ...insertIntoList(source, list, [write(names, textStyle(source))]),
  ]);
  return source.fileName;
}

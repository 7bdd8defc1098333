import { migrateFiles, type MigratedFiles, type MigrationChoice } from '../migrate-files.ts';

/** Migrates some files, with the choices of a plain run in an app of Angular 22. */
export function migrate(
  files: Readonly<Record<string, string>>,
  choice: Partial<MigrationChoice> = {},
): MigratedFiles & { readonly text: (path: string) => string } {
  const all: MigrationChoice = { store: 'keep', hasFetchDefault: true, ...choice };
  const result = migrateFiles(new Map(Object.entries(files)), all);
  return { ...result, text: (path) => result.files.get(path) ?? '' };
}

import { migrateFiles, type MigratedFiles, type MigrationChoice } from '../migrate-files.ts';
import { filesOf } from './files-of.ts';

/** Migrates some files, with the choices of a plain run in an app of Angular 22. */
export function migrate(
  texts: Readonly<Record<string, string>>,
  choice: Partial<MigrationChoice> = {},
): MigratedFiles & { readonly text: (path: string) => string } {
  const all: MigrationChoice = {
    store: 'keep',
    hasFetchDefault: true,
    main: '/main.ts',
    shared: new Map(),
    ...choice,
  };
  const { files, sources } = filesOf(texts);
  const result = migrateFiles(files, sources, all);
  return { ...result, text: (path) => result.files.get(path) ?? '' };
}

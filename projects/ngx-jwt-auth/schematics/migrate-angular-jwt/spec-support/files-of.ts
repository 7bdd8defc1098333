import { Tree } from '@angular-devkit/schematics';
import { AppFiles } from '../../shared/app-files.ts';
import { readSources } from '../../shared/read-sources.ts';

/** The files of an app without a workspace, by path. */
export function filesOf(texts: Readonly<Record<string, string>>): {
  readonly files: AppFiles;
  readonly sources: ReadonlyMap<string, string>;
} {
  const tree = Tree.empty();
  for (const [path, text] of Object.entries(texts)) tree.create(path, text);
  return { files: new AppFiles(tree, '/', '/tsconfig.json'), sources: readSources(tree, '/') };
}

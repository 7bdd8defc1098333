import type { Tree } from '@angular-devkit/schematics';

const SKIPPED = new Set(['node_modules', 'dist']);

/**
 * The TypeScript files below a folder, by path; no typings, nothing that was built or installed.
 *
 * @param others Folders to leave out.
 */
export function readSources(
  tree: Tree,
  folder: string,
  others: readonly string[] = [],
): Map<string, string> {
  const files = new Map<string, string>();
  const visit = (dir: ReturnType<Tree['getDir']>): void => {
    for (const name of dir.subfiles) {
      const path = `${dir.path === '/' ? '' : dir.path}/${name}`;
      if (name.endsWith('.ts') && !name.endsWith('.d.ts')) files.set(path, tree.readText(path));
    }
    for (const name of dir.subdirs) {
      const inner = dir.dir(name);
      if (SKIPPED.has(name) || name.startsWith('.') || others.includes(inner.path)) continue;
      visit(inner);
    }
  };
  visit(tree.getDir(folder));
  return files;
}

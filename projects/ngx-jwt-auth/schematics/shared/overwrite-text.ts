import type { Tree } from '@angular-devkit/schematics';

/** Writes a file anew, with the byte order mark that it has and that `Tree.readText` drops. */
export function overwriteText(tree: Tree, path: string, text: string): void {
  const hasMark = tree.read(path)?.toString('utf8').startsWith('\uFEFF');
  tree.overwrite(path, (hasMark ? '\uFEFF' : '') + text);
}

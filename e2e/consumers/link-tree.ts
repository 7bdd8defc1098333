import { copyFile, link, mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A copy of a folder that costs neither space nor much time: its files are hard links. Whoever
 * replaces one of them changes this copy alone, as npm does; who writes into one changes all.
 * What is named in `written` is written into, and therefore copied.
 */
export async function linkTree(
  source: string,
  target: string,
  written: readonly string[] = [],
): Promise<void> {
  await mkdir(target, { recursive: true });
  const entries = await readdir(source, { withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      const from = join(source, entry.name);
      const to = join(target, entry.name);
      if (entry.isDirectory()) await linkTree(from, to, written);
      else if (entry.isSymbolicLink()) await symlink(await readlink(from), to);
      else if (written.includes(entry.name)) await copyFile(from, to);
      else await link(from, to);
    }),
  );
}

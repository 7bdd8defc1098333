import type { Tree } from '@angular-devkit/schematics';

const PATH = '/package.json';
const GROUPS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

type Manifest = Record<string, Record<string, string> | undefined>;

/** Takes a package out of package.json, which keeps its form; gives whether it was there. */
export function removePackage(tree: Tree, name: string): boolean {
  if (!tree.exists(PATH)) return false;
  const text = tree.readText(PATH);
  const manifest = JSON.parse(text) as Manifest;
  const groups = GROUPS.filter((group) => manifest[group]?.[name] !== undefined);
  if (groups.length === 0) return false;
  for (const group of groups) {
    manifest[group] = Object.fromEntries(
      Object.entries(manifest[group] ?? {}).filter(([key]) => key !== name),
    );
  }
  const indent = /^\{\s*?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  const end = /\s*$/.exec(text)?.[0] ?? '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  tree.overwrite(PATH, JSON.stringify(manifest, null, indent).replaceAll('\n', eol) + end);
  return true;
}

/** The major version of a package, by its range in package.json; NaN where that does not say. */
export function majorOf(tree: Tree, name: string): number {
  if (!tree.exists(PATH)) return NaN;
  const manifest = tree.readJson(PATH) as Manifest;
  const range = GROUPS.map((group) => manifest[group]?.[name]).find((each) => each !== undefined);
  return Number(/\d+/.exec(range ?? '')?.[0] ?? NaN);
}

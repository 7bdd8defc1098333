// What the built package exports, read with the TypeScript compiler from its typings: the one
// source of names, docblocks and positions for the checks.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { dist, flatName } from './built-package.mjs';

/**
 * The entry points of the package, as its package.json says: `ngx-jwt-auth` first, then
 * `ngx-jwt-auth/testing` and so on.
 * @returns {{ name: string, typings: string }[]}
 */
export function entryPoints() {
  const manifest = JSON.parse(readFileSync(join(dist, 'package.json'), 'utf8'));
  /** @type {Record<string, { types?: string }>} */
  const exported = manifest.exports;
  return Object.entries(exported).flatMap(([path, { types }]) =>
    types ? [{ name: join(manifest.name, path), typings: join(dist, types) }] : [],
  );
}

/**
 * @typedef {object} PublicSymbol
 * @property {string} name
 * @property {boolean} isValue Whether it exists at run time, and not only as a type.
 * @property {readonly ts.Declaration[]} declarations
 */

/**
 * What an entry point exports to apps; the main one unless told otherwise.
 * @param {string} typings
 * @returns {{ source: ts.SourceFile, symbols: readonly PublicSymbol[] }}
 */
export function publicApi(typings = join(dist, `types/${flatName}.d.ts`)) {
  const program = ts.createProgram([typings], {
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(typings);
  const module = source && checker.getSymbolAtLocation(source);
  if (!source || !module) throw new Error(`${typings} exports nothing.`);
  const symbols = checker
    .getExportsOfModule(module)
    // By Angular's convention: for other entry points of the package, and for no app.
    .filter(({ name }) => !name.startsWith('ɵ'))
    .map((exported) => {
      const symbol =
        exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      return {
        name: exported.name,
        isValue: (symbol.flags & ts.SymbolFlags.Value) !== 0,
        declarations: symbol.declarations ?? [],
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { source, symbols };
}

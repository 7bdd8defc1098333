import * as ts from 'typescript';
import type { AppFiles } from '../../shared/app-files.ts';
import { applyChanges } from '../../shared/apply-changes.ts';
import { editImports } from '../../shared/edit-imports.ts';
import { findDeclaration } from '../../shared/find-declaration.ts';
import { isMemberName } from '../../shared/imported-names.ts';
import { parseSource } from '../../shared/parse-source.ts';
import { removeUnreferenced } from '../../shared/remove-unreferenced.ts';
import type { SetUp } from './find-set-ups.ts';

/** Removes what only the set-ups of a file used: getters, configs, factories, their imports. */
export function removeUnusedOf(
  files: AppFiles,
  setUps: readonly SetUp[],
  source: ts.SourceFile,
  texts: ReadonlyMap<string, string>,
  shared: ReadonlyMap<string, string>,
): string {
  const path = source.fileName;
  const names = new Set<string>();
  const own: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isMemberName(node) && !names.has(node.text)) {
      names.add(node.text);
      const declared = findDeclaration(files, node);
      if (declared?.getSourceFile() === source) {
        own.push(node.text);
        visit(declared);
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const { element, argument } of setUps) visit(argument?.node ?? element);

  const text = removeUnreferenced(path, texts, own, shared.has(path));
  return applyChanges(text, editImports(parseSource(path, text), { unused: names }));
}

import * as ts from 'typescript';
import { applyChanges } from '../../shared/apply-changes.ts';
import { editImports } from '../../shared/edit-imports.ts';
import { parseSource } from '../../shared/parse-source.ts';
import { removeUnreferenced } from '../source/remove-unreferenced.ts';
import type { Scope } from '../source/scope.ts';
import type { SetUp } from './find-set-ups.ts';

/** Removes what only the set-ups of a file used: getters, configs, factories, their imports. */
export function removeUnusedOf(
  setUps: readonly SetUp[],
  scope: Scope,
  path: string,
  files: ReadonlyMap<string, string>,
): string {
  const names = new Set<string>();
  const own: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !names.has(node.text)) {
      names.add(node.text);
      const declared = scope.find(node.text);
      if (declared?.scope === scope) {
        own.push(node.text);
        visit(declared.statement);
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const { element, argument } of setUps) visit(argument?.node ?? element);

  const text = removeUnreferenced(path, files, own);
  return applyChanges(text, editImports(parseSource(path, text), { unused: names }));
}

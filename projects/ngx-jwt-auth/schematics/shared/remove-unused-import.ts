import * as ts from 'typescript';
import { editList } from './edit-list.ts';
import type { TextChange } from './text-change.ts';

/** The change that takes a name out of the imports, if nothing in the file uses it any more. */
export function removeUnusedImport(source: ts.SourceFile, name: string): TextChange[] {
  let uses = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name) uses += 1;
    ts.forEachChild(node, visit);
  };
  visit(source);
  if (uses !== 1) return [];
  for (const node of source.statements.filter(ts.isImportDeclaration)) {
    const list = node.importClause?.namedBindings;
    if (!list || !ts.isNamedImports(list)) continue;
    const element = list.elements.find((each) => each.name.text === name);
    if (!element) continue;
    if (list.elements.length > 1) return editList(source, list, { remove: new Set([element]) });
    if (node.importClause.name) return [];
    const lineEnd = /^[\t ]*\r?\n?/.exec(source.text.slice(node.end))?.[0].length ?? 0;
    return [{ start: node.getStart(source), end: node.end + lineEnd, text: '' }];
  }
  return [];
}

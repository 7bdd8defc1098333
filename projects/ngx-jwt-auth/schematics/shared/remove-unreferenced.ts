import * as ts from 'typescript';
import { applyChanges } from './apply-changes.ts';
import { parseSource } from './parse-source.ts';

/**
 * Removes the functions and constants of these names that nothing in the project refers to any
 * more: what only they used, too.
 *
 * @param keepsExports Whether something outside the project may refer to what the file exports.
 */
export function removeUnreferenced(
  path: string,
  files: ReadonlyMap<string, string>,
  names: readonly string[],
  keepsExports = false,
): string {
  let text = files.get(path) ?? '';
  for (const name of [...names, ...names]) {
    const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g');
    const others = [...files].filter(([other]) => other !== path).map(([, each]) => each);
    const count = [text, ...others].reduce((sum, each) => sum + [...each.matchAll(word)].length, 0);
    if (count !== 1) continue;
    const source = parseSource(path, text);
    const statement = source.statements.find((each) => isDeclarationOf(each, name, source));
    if (!statement || (keepsExports && isExported(statement))) continue;
    const behind = /^[ \t]*(?:\r?\n)?/.exec(text.slice(statement.getEnd()))?.[0].length ?? 0;
    const [start, end] = [statement.getFullStart(), statement.getEnd() + behind];
    text = applyChanges(text, [{ start, end, text: leading(text, statement) }]);
  }
  return text;
}

function isDeclarationOf(node: ts.Statement, name: string, source: ts.SourceFile): boolean {
  if (ts.isFunctionDeclaration(node)) {
    // A default export has other names elsewhere.
    const isDefault = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
    return node.name?.text === name && !isDefault;
  }
  if (!ts.isVariableStatement(node)) return false;
  const { declarations } = node.declarationList;
  return declarations.length === 1 && declarations[0]?.name.getText(source) === name;
}

function isExported(node: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return !!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

/** The end of the line before it, which is not its own. */
function leading(text: string, statement: ts.Statement): string {
  return /^\r?\n/.exec(text.slice(statement.getFullStart()))?.[0] ?? '';
}

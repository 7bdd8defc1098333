import * as ts from 'typescript';

/** How the author of a file writes, so that what is added looks the same. */
export interface TextStyle {
  readonly eol: string;
  readonly indent: string;
  readonly quote: string;
  readonly semicolon: string;
  readonly trailingComma: boolean;
}

/** What prettier calls `printWidth`, as in an Angular workspace. */
export const LINE_WIDTH = 100;

/** Reads the style off the file; where it does not tell, Angular's own. */
export function textStyle(source: ts.SourceFile): TextStyle {
  const { text } = source;
  const imports = source.statements.filter(ts.isImportDeclaration);
  const specifiers = imports.map((each) => each.moduleSpecifier.getText(source));
  const doubles = specifiers.filter((each) => each.startsWith('"')).length;
  const bare = imports.filter((each) => !each.getText(source).endsWith(';')).length;
  return {
    eol: /\r?\n/.exec(text)?.[0] ?? '\n',
    // A line that starts with ` *` is inside a comment.
    indent: /^(\t| {2,8})(?=[^\s*])/m.exec(text)?.[1] ?? '  ',
    quote: doubles > specifiers.length / 2 ? '"' : "'",
    semicolon: bare > imports.length / 2 ? '' : ';',
    trailingComma: usesTrailingCommas(source),
  };
}

/** Whether lists of several lines end with a comma, more often than not. */
function usesTrailingCommas(source: ts.SourceFile): boolean {
  let balance = 0;
  const visit = (node: ts.Node): void => {
    const list = ts.isArrayLiteralExpression(node)
      ? node.elements
      : ts.isObjectLiteralExpression(node)
        ? node.properties
        : null;
    const last = list?.at(-1);
    if (last && /[\r\n]/.test(source.text.slice(last.end, node.end))) {
      balance += list?.hasTrailingComma ? 1 : -1;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return balance >= 0;
}

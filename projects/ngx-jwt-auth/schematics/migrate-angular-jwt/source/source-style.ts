import * as ts from 'typescript';

/** How a file is written, so that what is added looks like the rest. */
export interface SourceStyle {
  readonly eol: string;
  readonly quote: string;
  /** One step to the right. */
  readonly step: string;
}

export function sourceStyle(source: ts.SourceFile): SourceStyle {
  const { text } = source;
  const declaration = source.statements.find(ts.isImportDeclaration);
  const step = /^(?:\t| {2,8})(?=\S)/m.exec(text.replace(/^ \*.*$/gm, ''))?.[0];
  return {
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    quote: declaration?.moduleSpecifier.getText(source).startsWith('"') ? '"' : "'",
    step: step ?? '  ',
  };
}

/** The line of a position. */
export function lineAt(text: string, position: number): string {
  const start = text.lastIndexOf('\n', position - 1) + 1;
  return /^.*/.exec(text.slice(start))?.[0] ?? '';
}

/** The white space that the line of a position starts with. */
export function indentAt(text: string, position: number): string {
  return /^[ \t]*/.exec(lineAt(text, position))?.[0] ?? '';
}

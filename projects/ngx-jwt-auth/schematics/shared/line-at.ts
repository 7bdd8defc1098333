/** The line of a position, without its end and a byte order mark. */
export function lineAt(text: string, position: number): string {
  const start = text.lastIndexOf('\n', position - 1) + 1;
  return /^[^\r\n]*/.exec(text.slice(start).replace(/^\uFEFF/, ''))?.[0] ?? '';
}

/** The white space that the line of a position starts with. */
export function indentAt(text: string, position: number): string {
  return /^[\t ]*/.exec(lineAt(text, position))?.[0] ?? '';
}

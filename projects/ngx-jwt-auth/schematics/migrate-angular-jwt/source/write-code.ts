/** An element of a list, written for the left margin, with its comments; or comments alone. */
export interface Line {
  readonly comments: readonly string[];
  readonly text?: string;
}

/** What is longer gets a line for each element: it will stand some steps to the right. */
const MAX_WIDTH = 92;

export function plain(text: string): Line {
  return { comments: [], text };
}

export function writeObject(lines: readonly Line[], indent: string): Line {
  if (lines.length === 0) return plain('{}');
  const line = onOneLine(lines);
  return plain(line === null ? `{\n${elements(lines, indent)}\n}` : `{ ${line} }`);
}

export function writeCall(name: string, args: readonly Line[], indent: string): string {
  const [only, ...others] = args;
  if (only?.text !== undefined && only.comments.length === 0 && others.length === 0) {
    return `${name}(${only.text})`;
  }
  const line = onOneLine(args, name);
  return line === null ? `${name}(\n${elements(args, indent)}\n)` : `${name}(${line})`;
}

function onOneLine(lines: readonly Line[], before = ''): string | null {
  const line = lines.map(({ text }) => text).join(', ');
  const isPlain = lines.every(({ comments }) => comments.length === 0);
  return isPlain && !line.includes('\n') && `${before}(${line})`.length <= MAX_WIDTH ? line : null;
}

function elements(lines: readonly Line[], indent: string): string {
  return lines
    .flatMap(({ comments, text }) => [...comments, ...(text === undefined ? [] : [`${text},`])])
    .join('\n')
    .replace(/^(?=.)/gm, indent);
}

import { LINE_WIDTH, type TextStyle } from './text-style.ts';

/** An element of a list, written for the left margin, with its comments; or comments alone. */
export interface Line {
  readonly comments: readonly string[];
  readonly text?: string;
}

/** What is longer gets a line for each element: it will stand some steps to the right. */
const MAX_WIDTH = LINE_WIDTH - 8;

type Style = Pick<TextStyle, 'indent' | 'trailingComma'>;

export function plain(text: string): Line {
  return { comments: [], text };
}

export function writeObject(lines: readonly Line[], style: Style): Line {
  if (lines.length === 0) return plain('{}');
  const line = onOneLine(lines);
  return plain(line === null ? `{\n${elements(lines, style)}\n}` : `{ ${line} }`);
}

export function writeCall(name: string, args: readonly Line[], style: Style): string {
  const [only, ...others] = args;
  if (only?.text !== undefined && only.comments.length === 0 && others.length === 0) {
    return `${name}(${only.text})`;
  }
  const line = onOneLine(args, name);
  return line === null ? `${name}(\n${elements(args, style)}\n)` : `${name}(${line})`;
}

function onOneLine(lines: readonly Line[], before = ''): string | null {
  const line = lines.map(({ text }) => text).join(', ');
  const isPlain = lines.every(({ comments }) => comments.length === 0);
  return isPlain && !line.includes('\n') && `${before}(${line})`.length <= MAX_WIDTH ? line : null;
}

function elements(lines: readonly Line[], { indent, trailingComma }: Style): string {
  const last = lines.findLastIndex(({ text }) => text !== undefined);
  const comma = (index: number): string => (index < last || trailingComma ? ',' : '');
  return lines
    .flatMap(({ comments, text }, index) => [
      ...comments,
      ...(text === undefined ? [] : [text + comma(index)]),
    ])
    .join('\n')
    .replace(/^(?=.)/gm, indent);
}

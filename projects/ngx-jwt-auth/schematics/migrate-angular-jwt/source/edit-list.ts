import type * as ts from 'typescript';
import { indentAt, lineAt, type SourceStyle } from './source-style.ts';
import type { TextEdits } from './text-edits.ts';

/** What is longer gets a line for each element. */
const MAX_WIDTH = 100;

export interface ListChange {
  readonly remove?: ReadonlySet<ts.Node>;
  readonly replace?: ReadonlyMap<ts.Node, readonly string[]>;
  /** Written for the left margin: lines after the first are indented as the list is. */
  readonly append?: readonly string[];
}

/** Removes, replaces and appends elements of a bracketed list, one line each where one is needed. */
export function editList(
  edits: TextEdits,
  source: ts.SourceFile,
  style: SourceStyle,
  list: ts.NodeArray<ts.Node>,
  { remove = new Set(), replace = new Map(), append = [] }: ListChange,
): void {
  const { text } = source;
  const kept = list.filter((node) => !remove.has(node));
  const added = [...append, ...kept.flatMap((node) => replace.get(node) ?? [])];
  const gone = list
    .filter((node) => remove.has(node) || replace.has(node))
    .map((node) => node.getText(source));
  const [first] = list;
  const isSpread = !!first && text.slice(list.pos, first.getStart(source)).includes('\n');
  const outer = indentAt(text, list.pos);
  const inner = isSpread ? indentAt(text, first.getStart(source)) : outer + style.step;
  const line = outer.length + lineAt(text, list.pos).trim().length - widthOf(gone);
  const hasLines =
    isSpread || added.some((each) => each.includes('\n')) || line + widthOf(added) > MAX_WIDTH;
  const gap = hasLines ? `,${style.eol}${inner}` : ', ';
  const write = (lines: readonly string[]): string =>
    lines.map((each) => each.replaceAll('\n', style.eol + (hasLines ? inner : outer))).join(gap);
  const tail = isSpread || !hasLines ? '' : `,${style.eol}${outer}`;

  const lastKept = kept.at(-1);
  if (!lastKept) {
    // Comments in between go with what they spoke of.
    if (append.length === 0) {
      if (list.length > 0) edits.replace(list.pos, list.end, '');
      return;
    }
    if (hasLines) {
      const lines = `${style.eol}${inner}${write(append)},${style.eol}${outer}`;
      edits.replace(list.pos, closing(text, list), lines);
    } else edits.replace(first?.getStart(source) ?? list.pos, list.end, write(append));
    return;
  }

  for (const node of kept) {
    const texts = replace.get(node);
    if (texts) edits.replace(node.getStart(source), node.getEnd(), write(texts));
  }
  if (tail) {
    // What stood on one line gets a line for each.
    let from = list.pos;
    for (const node of kept) {
      edits.replace(from, node.getStart(source), from === list.pos ? style.eol + inner : gap);
      from = node.getEnd();
    }
    edits.replace(from, closing(text, list), (append.length > 0 ? gap + write(append) : '') + tail);
    return;
  }
  const lastKeptIndex = list.indexOf(lastKept);
  list.forEach((node, index) => {
    const next = list[index + 1];
    if (!remove.has(node) || !next || index > lastKeptIndex) return;
    // With its line, or with the white space behind it.
    if (isSpread) edits.replace(node.getFullStart(), next.getFullStart(), '');
    else edits.replace(node.getStart(source), next.getStart(source), '');
  });
  const end = list.at(-1)?.getEnd() ?? lastKept.getEnd();
  edits.replace(lastKept.getEnd(), end, append.length > 0 ? gap + write(append) : '');
}

function widthOf(added: readonly string[]): number {
  return added.reduce((width, each) => width + each.length + 2, 0);
}

/** Where the closing bracket stands. */
function closing(text: string, list: ts.NodeArray<ts.Node>): number {
  return list.end + (/^\s*/.exec(text.slice(list.end))?.[0].length ?? 0);
}

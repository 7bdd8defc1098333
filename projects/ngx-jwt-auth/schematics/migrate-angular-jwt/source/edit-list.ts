import * as ts from 'typescript';
import { indentAt, lineAt } from '../../shared/line-at.ts';
import type { TextChange } from '../../shared/text-change.ts';
import type { TextStyle } from '../../shared/text-style.ts';

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
  changes: TextChange[],
  source: ts.SourceFile,
  style: TextStyle,
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
  const inner = isSpread ? indentAt(text, first.getStart(source)) : outer + style.indent;
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
      if (list.length > 0) changes.push({ start: list.pos, end: list.end, text: '' });
      return;
    }
    if (hasLines) {
      const lines = `${style.eol}${inner}${write(append)},${style.eol}${outer}`;
      changes.push({ start: list.pos, end: closing(text, list), text: lines });
    } else
      changes.push({
        start: first?.getStart(source) ?? list.pos,
        end: list.end,
        text: write(append),
      });
    return;
  }

  for (const node of kept) {
    const texts = replace.get(node);
    if (texts)
      changes.push({ start: node.getStart(source), end: node.getEnd(), text: write(texts) });
  }
  const beside = (node: ts.Node): number => besideEnd(text, list, node);
  const remarkOf = (node: ts.Node): string =>
    commentsOf(text, node.getEnd(), beside(node))
      .map((comment) => ` ${comment}`)
      .join('');
  const last = list.at(-1) ?? lastKept;
  if (tail) {
    // What stood on one line gets a line for each, with the comments of each.
    let from = list.pos;
    let before = '';
    for (const node of kept) {
      const previous = list[list.indexOf(node) - 1];
      const start = previous ? beside(previous) : list.pos;
      const remarks = commentsOf(text, start, node.getStart(source)).map(
        (comment) => comment + (comment.startsWith('//') ? style.eol + inner : ' '),
      );
      changes.push({
        start: from,
        end: node.getStart(source),
        text: before + style.eol + inner + remarks.join(''),
      });
      from = node.getEnd();
      before = `,${remarkOf(node)}`;
    }
    const added = append.length > 0 ? before + style.eol + inner + write(append) : '';
    const end = append.length > 0 ? tail : before + style.eol + outer;
    changes.push({
      start: from,
      end: Math.max(closing(text, list), beside(last)),
      text: added + end,
    });
    return;
  }
  const lastKeptIndex = list.indexOf(lastKept);
  list.forEach((node, index) => {
    const previous = list[index - 1];
    const next = list[index + 1];
    if (!remove.has(node) || !next || index > lastKeptIndex) return;
    // With its line, or with the white space behind it.
    if (isSpread)
      changes.push({ start: previous ? beside(previous) : list.pos, end: beside(node), text: '' });
    else changes.push({ start: node.getStart(source), end: next.getStart(source), text: '' });
  });
  const remark = remarkOf(lastKept);
  if (!remark) {
    changes.push({
      start: lastKept.getEnd(),
      end: last.getEnd(),
      text: append.length > 0 ? gap + write(append) : '',
    });
    return;
  }
  // What is said beside the last one that is kept stays beside it.
  const end = last === lastKept ? beside(last) : Math.max(list.end, beside(last));
  const comma = append.length > 0 || list.hasTrailingComma ? ',' : '';
  const lines = append.map((each) => style.eol + inner + write([each]));
  const lastComma = list.hasTrailingComma && lines.length > 0 ? ',' : '';
  const lineEnd = /^[ \t]*\r?\n/.test(text.slice(end)) ? '' : style.eol + outer;
  changes.push({
    start: lastKept.getEnd(),
    end,
    text: comma + remark + lines.join(',') + lastComma + lineEnd,
  });
}

/** Where the part of an element ends: behind its comma, and the comment beside that. */
function besideEnd(text: string, list: ts.NodeArray<ts.Node>, node: ts.Node): number {
  const next = list[list.indexOf(node) + 1];
  const comma = next?.getFullStart() ?? (list.hasTrailingComma ? list.end : node.getEnd());
  const end = ts.getTrailingCommentRanges(text, comma)?.at(-1)?.end ?? comma;
  // On one line with the next one, it speaks of that.
  return next && !/^[ \t]*\r?\n/.test(text.slice(end)) ? comma : end;
}

function commentsOf(text: string, from: number, to: number): readonly string[] {
  const comments: string[] = [];
  const scanner = ts.createScanner(
    ts.ScriptTarget.Latest,
    false,
    undefined,
    text,
    undefined,
    from,
    to - from,
  );
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const isComment =
      kind === ts.SyntaxKind.SingleLineCommentTrivia ||
      kind === ts.SyntaxKind.MultiLineCommentTrivia;
    if (isComment) comments.push(scanner.getTokenText());
  }
  return comments;
}

function widthOf(added: readonly string[]): number {
  return added.reduce((width, each) => width + each.length + 2, 0);
}

/** Where the closing bracket stands. */
function closing(text: string, list: ts.NodeArray<ts.Node>): number {
  return list.end + (/^\s*/.exec(text.slice(list.end))?.[0].length ?? 0);
}

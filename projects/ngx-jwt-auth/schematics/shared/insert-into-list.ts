import * as ts from 'typescript';
import { indentAt, lineAt } from './line-at.ts';
import { elementsOf, type ListNode } from './list-node.ts';
import type { TextChange } from './text-change.ts';
import { LINE_WIDTH, textStyle } from './text-style.ts';

/**
 * The changes that put `texts` into a list, before the element number `index` or at its end. What
 * is there stays as it is; a list on one line that would get too long is spread over several.
 */
export function insertIntoList(
  source: ts.SourceFile,
  list: ListNode,
  texts: readonly string[],
  index: number = elementsOf(list).length,
): TextChange[] {
  const first = elementsOf(list).at(0);
  const isMultiline = first && /[\r\n]/.test(source.text.slice(first.pos, first.getStart(source)));
  return isMultiline
    ? insertLines(source, list, texts, index, indentAt(source.text, first.getStart(source)))
    : insertInLine(source, list, texts, index);
}

/** Into a list with its elements on lines of their own. */
function insertLines(
  source: ts.SourceFile,
  list: ListNode,
  texts: readonly string[],
  index: number,
  indent: string,
): TextChange[] {
  const { eol } = textStyle(source);
  const elements = elementsOf(list);
  const before = index > 0 ? elements[index - 1] : undefined;
  const after = elements[index];
  const needsComma = !after && !elements.hasTrailingComma;
  const anchor = after?.getFullStart() ?? (needsComma ? (before?.end ?? 0) : elements.end);
  // A comment beside an element stays beside it.
  const position = ts.getTrailingCommentRanges(source.text, anchor)?.at(-1)?.end ?? anchor;
  const lines = toLines(texts, eol + indent).join(',') + (needsComma ? '' : ',');
  return [...(needsComma ? [insertion(anchor, ',')] : []), insertion(position, lines)];
}

/** Into a list that is empty or has its first element beside the bracket. */
function insertInLine(
  source: ts.SourceFile,
  list: ListNode,
  texts: readonly string[],
  index: number,
): TextChange[] {
  const { eol, indent, trailingComma } = textStyle(source);
  const elements = elementsOf(list);
  const first = elements.at(0);
  const before = index > 0 ? elements[index - 1] : undefined;
  const open = elements.pos;
  const close = list.getEnd() - 1;
  const outer = indentAt(source.text, open);
  const lines = toLines(texts, eol + outer + indent);
  const end = (trailingComma ? ',' : '') + eol + outer;
  const between = source.text.slice(open, close);

  if (!first && between.trim() !== '') {
    // Only a comment: it stays, and stays first.
    return [insertion(open + between.trimEnd().length, lines.join(',') + end, close)];
  }
  const joined = texts.join(', ');
  const isShort = lineAt(source.text, open).length + joined.length + 2 <= LINE_WIDTH;
  const fits = isShort && !joined.includes('\n');
  if (!first && fits) {
    const space = ts.isObjectLiteralExpression(list) || ts.isNamedImports(list) ? ' ' : '';
    return [insertion(open, space + joined + space, close)];
  }
  const hasMore = /[\r\n]|\/[/*]/.test(between.replace(/(['"`]).*?\1/g, ''));
  if (first && (fits || hasMore)) {
    // Lists of several lines, and those with comments, keep their shape.
    const text = joined.replaceAll('\n', eol + outer);
    return before
      ? [insertion(before.end, `, ${text}`)]
      : [insertion(first.getStart(source), `${text}, `)];
  }
  const all = elements.map((each) => eol + outer + indent + each.getText(source));
  all.splice(index, 0, ...lines);
  return [insertion(open, all.join(',') + end, close)];
}

/** Each text on a new line, and so are its own lines. */
function toLines(texts: readonly string[], lineStart: string): string[] {
  return texts.map((text) => lineStart + text.replaceAll('\n', lineStart));
}

function insertion(start: number, text: string, end = start): TextChange {
  return { start, end, text };
}

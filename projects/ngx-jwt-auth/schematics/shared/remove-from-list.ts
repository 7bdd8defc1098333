import * as ts from 'typescript';
import { elementsOf, type ListNode } from './list-node.ts';
import type { TextChange } from './text-change.ts';

/** The change that takes an element out of a list, with its comma and the comment beside it. */
export function removeFromList(
  source: ts.SourceFile,
  list: ListNode,
  element: ts.Node,
): TextChange {
  const elements = elementsOf(list);
  const index = elements.indexOf(element);
  const next = elements[index + 1];
  const previous = elements[index - 1];
  const { text } = source;
  const commentEnd = (position: number): number =>
    ts.getTrailingCommentRanges(text, position)?.at(-1)?.end ?? position;
  const isFirstOfLine = /[\r\n]/.test(text.slice(element.getFullStart(), element.getStart(source)));
  // What is said behind the comma, on the line of the one before, stays there.
  const start = isFirstOfLine ? commentEnd(element.getFullStart()) : element.getFullStart();
  const remark = text.slice(element.getFullStart(), start);
  if (!next) {
    if (!previous) return { start: elements.pos, end: list.getEnd() - 1, text: '' };
    if (!remark) return { start: previous.end, end: element.end, text: '' };
    const end = commentEnd(elements.end);
    // Behind `//` the bracket needs a line of its own.
    const lineEnd = /^\s*\n/.test(text.slice(end))
      ? ''
      : (/^\s+/.exec(text.slice(start))?.[0] ?? '');
    const comma = elements.hasTrailingComma ? ',' : '';
    return { start: previous.end, end, text: comma + remark + lineEnd };
  }
  if (!previous && !isFirstOfLine) {
    return { start: element.getStart(source), end: next.getStart(source), text: '' };
  }
  return { start, end: commentEnd(next.getFullStart()), text: '' };
}

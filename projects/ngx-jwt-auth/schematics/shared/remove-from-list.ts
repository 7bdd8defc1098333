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
  if (!next) {
    const start = previous?.end ?? elements.pos;
    const end = previous ? element.end : list.getEnd() - 1;
    return { start, end, text: '' };
  }
  const comma = next.getFullStart();
  const isFirstOfLine = /[\r\n]/.test(
    source.text.slice(element.getFullStart(), element.getStart()),
  );
  if (!previous && !isFirstOfLine) {
    return { start: element.getStart(source), end: next.getStart(source), text: '' };
  }
  const end = ts.getTrailingCommentRanges(source.text, comma)?.at(-1)?.end ?? comma;
  return { start: element.getFullStart(), end, text: '' };
}

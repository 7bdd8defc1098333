import * as ts from 'typescript';
import { indentAt, lineAt } from './line-at.ts';
import { elementsOf, type ListNode } from './list-node.ts';
import type { TextChange } from './text-change.ts';
import { LINE_WIDTH, textStyle } from './text-style.ts';

/** Texts are written for the left margin: lines after the first are indented as the list is. */
export interface ListChange {
  readonly remove?: ReadonlySet<ts.Node>;
  readonly replace?: ReadonlyMap<ts.Node, readonly string[]>;
  readonly add?: readonly string[];
  /** The number of the element that `add` goes before, if not at the end. */
  readonly at?: number | undefined;
}

/**
 * Removes, replaces and adds elements of a list. What is there stays as it is, a comment with its
 * element; a list on one line that would get too long is spread over several.
 */
export function editList(
  source: ts.SourceFile,
  list: ListNode,
  { remove = new Set(), replace = new Map(), add = [], at }: ListChange,
): TextChange[] {
  const { text } = source;
  const elements = elementsOf(list);
  const { pos: open } = elements;
  const isKept = (node: ts.Node): boolean => !remove.has(node);
  const hasKept = elements.some(isKept);
  if (!hasKept && add.length === 0) {
    return elements.length > 0 ? [change(open, list.getEnd() - 1, '')] : [];
  }
  const shape = shapeOf(source, list, { remove, replace, add });
  const { isSpread, spreads, line, lineEnd, gap, lastComma, write } = shape;
  if (!hasKept && !isSpread) return [fill(source, list, add, shape)];

  const changes: TextChange[] = [];
  const parts = partsOf(source, elements, isSpread);
  const lastKept = parts.findLast(({ node }) => isKept(node));
  const end = parts.at(-1)?.end ?? open;
  const target = parts.slice(at ?? parts.length).find(({ node }) => isKept(node));
  const isAtEnd = add.length > 0 && !target;
  let removed: number | null = null;
  for (const part of parts) {
    const { node, start, comma } = part;
    if (!isKept(node)) {
      removed ??= start;
      continue;
    }
    const inLine = afterSpace(text, start);
    if (removed !== null) {
      // What follows on the line of what goes takes its place there.
      const takesPlace =
        removed === open || (hasBreakAt(text, removed) && !hasBreakAt(text, start));
      changes.push(
        takesPlace && !spreads
          ? change(afterSpace(text, removed), inLine, '')
          : change(removed, start, ''),
      );
      removed = null;
    }
    if (spreads) changes.push(change(start, inLine, line));
    if (part === target && add.length > 0) {
      changes.push(change(inLine, inLine, `${write(add, gap)},${gap}`));
    }
    const texts = replace.get(node);
    if (texts) changes.push(change(node.getStart(source), node.end, write(texts, gap)));
    const needsComma = part !== lastKept || isAtEnd || lastComma !== '';
    if (needsComma && comma === null) changes.push(change(node.end, node.end, ','));
    if (!needsComma && comma !== null) changes.push(change(comma - 1, comma, ''));
  }
  if (removed !== null) changes.push(change(removed, end, ''));
  if (isAtEnd) {
    const before = lastKept?.endsLine ? line : gap;
    changes.push(change(end, end, before + write(add, before) + lastComma));
  }
  // Behind `//` the bracket needs a line of its own.
  const isOpen = lastKept?.endsLine && !isAtEnd && !hasBreakAt(text, end);
  if (spreads || isOpen) changes.push(change(end, afterSpace(text, end), lineEnd));
  return changes;
}

/** How a list is written, and how what is written into it. */
interface Shape {
  /** Its elements are on lines of their own. */
  readonly isSpread: boolean;
  /** They are to be. */
  readonly spreads: boolean;
  /** A line break, with the margin of the elements. */
  readonly line: string;
  /** A line break, with the margin of the closing bracket. */
  readonly lineEnd: string;
  /** What stands between a comma and the next element. */
  readonly gap: string;
  readonly lastComma: string;
  readonly write: (texts: readonly string[], gap: string) => string;
}

function shapeOf(
  source: ts.SourceFile,
  list: ListNode,
  { remove, replace, add }: Required<Pick<ListChange, 'remove' | 'replace' | 'add'>>,
): Shape {
  const { text } = source;
  const { eol, indent, trailingComma } = textStyle(source);
  const elements = elementsOf(list);
  const { pos: open, hasTrailingComma } = elements;
  const [first] = elements;
  const kept = elements.filter((each) => !remove.has(each));
  const gone = elements.filter((each) => remove.has(each) || replace.has(each));
  const written = [...add, ...kept.flatMap((each) => replace.get(each) ?? [])];
  const width =
    lineAt(text, open).length +
    widthOf(written) -
    widthOf(gone.map((each) => each.getText(source)));
  const needsLines = width > LINE_WIDTH || written.some((each) => each.includes('\n'));
  const isSpread = !!first && /[\r\n]/.test(text.slice(open, first.getStart(source)));
  // `[{` and `}]` on lines of several stay together.
  const hugs = kept.some((each) => !replace.has(each) && each.getText(source).includes('\n'));
  const spreads =
    !isSpread && !hugs && written.length > 0 && (needsLines || isOnlyComment(source, list));
  const lineEnd = eol + indentAt(text, open);
  const line = isSpread ? eol + indentAt(text, first.getStart(source)) : lineEnd + indent;
  const margin = isSpread || spreads ? line : lineEnd;
  return {
    isSpread,
    spreads,
    line,
    lineEnd,
    gap: isSpread || spreads ? line : ' ',
    lastComma: (spreads ? trailingComma : hasTrailingComma) ? ',' : '',
    write: (texts, gap) => texts.map((each) => each.replaceAll('\n', margin)).join(`,${gap}`),
  };
}

/** The change of a list on one line that has nothing of what it had. */
function fill(
  source: ts.SourceFile,
  list: ListNode,
  texts: readonly string[],
  { spreads, line, lineEnd, gap, lastComma, write }: Shape,
): TextChange {
  const elements = elementsOf(list);
  const [first] = elements;
  const close = list.getEnd() - 1;
  const written = write(texts, gap);
  if (spreads) {
    const comment = isOnlyComment(source, list) ? insideOf(source, list).trimEnd() : '';
    return change(elements.pos + comment.length, close, line + written + lastComma + lineEnd);
  }
  if (first) return change(first.getStart(source), elements.end, written);
  const space = ts.isArrayLiteralExpression(list) || ts.isCallExpression(list) ? '' : ' ';
  return change(elements.pos, close, space + written + space);
}

function isOnlyComment(source: ts.SourceFile, list: ListNode): boolean {
  return elementsOf(list).length === 0 && insideOf(source, list).trim() !== '';
}

function insideOf({ text }: ts.SourceFile, list: ListNode): string {
  return text.slice(elementsOf(list).pos, list.getEnd() - 1);
}

/** An element with what belongs to it: the comments above and beside it, and its comma. */
interface Part {
  readonly node: ts.Node;
  readonly start: number;
  readonly end: number;
  /** Where its comma ends, if it has one. */
  readonly comma: number | null;
  /** Whether nothing can follow on its line. */
  readonly endsLine: boolean;
}

function partsOf(
  { text }: ts.SourceFile,
  elements: ts.NodeArray<ts.Node>,
  isSpread: boolean,
): Part[] {
  // A comment beside the bracket speaks of the list.
  const remark = isSpread ? ts.getTrailingCommentRanges(text, elements.pos)?.at(-1) : undefined;
  let start = remark?.end ?? elements.pos;
  return elements.map((node, index) => {
    const next = elements[index + 1];
    const comma = next?.getFullStart() ?? (elements.hasTrailingComma ? elements.end : null);
    const beside = ts.getTrailingCommentRanges(text, comma ?? node.end)?.at(-1);
    // On one line with the next one, it speaks of that.
    const own = beside && (!next || hasBreakAt(text, beside.end)) ? beside : null;
    const end = own?.end ?? comma ?? node.end;
    const part = { node, start, end, comma, endsLine: own?.kind === LINE_COMMENT };
    start = end;
    return part;
  });
}

const LINE_COMMENT = ts.SyntaxKind.SingleLineCommentTrivia;

function change(start: number, end: number, text: string): TextChange {
  return { start, end, text };
}

function afterSpace(text: string, position: number): number {
  return position + (/^\s*/.exec(text.slice(position))?.[0].length ?? 0);
}

/** Whether nothing more is on the line. */
function hasBreakAt(text: string, position: number): boolean {
  return /^[\t ]*[\r\n]/.test(text.slice(position));
}

/** What texts take of a line, with their commas. */
function widthOf(texts: readonly string[]): number {
  return texts.reduce((width, each) => width + each.length + 2, 0);
}

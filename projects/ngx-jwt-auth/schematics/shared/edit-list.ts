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
  const { eol, indent, trailingComma } = textStyle(source);
  const elements = elementsOf(list);
  const [first] = elements;
  const { pos: open, hasTrailingComma } = elements;
  const close = list.getEnd() - 1;
  const inside = text.slice(open, close);
  const kept = elements.filter((each) => !remove.has(each));
  if (kept.length === 0 && add.length === 0) return first ? [change(open, close, '')] : [];

  const isSpread = !!first && /[\r\n]/.test(text.slice(open, first.getStart(source)));
  const written = [...add, ...kept.flatMap((each) => replace.get(each) ?? [])];
  const gone = elements.filter((each) => remove.has(each) || replace.has(each));
  const width =
    lineAt(text, open).length +
    widthOf(written) -
    widthOf(gone.map((each) => each.getText(source)));
  const isOnlyComment = !first && inside.trim() !== '';
  const needsLines =
    isOnlyComment || width > LINE_WIDTH || written.some((each) => each.includes('\n'));
  // `[{` and `}]` on lines of several stay together.
  const hugs = kept.some((each) => !replace.has(each) && each.getText(source).includes('\n'));
  const spreads = !isSpread && !hugs && written.length > 0 && needsLines;
  const hasLines = isSpread || spreads;
  const outer = indentAt(text, open);
  const line = eol + (isSpread ? indentAt(text, first.getStart(source)) : outer + indent);
  const lastComma = (spreads ? trailingComma : hasTrailingComma) ? ',' : '';
  const gap = hasLines ? line : ' ';
  const write = (texts: readonly string[], between = `,${gap}`): string =>
    texts.map((each) => each.replaceAll('\n', hasLines ? line : eol + outer)).join(between);

  if (kept.length === 0 && !isSpread) {
    const start = open + inside.trimEnd().length;
    const lines = line + write(add) + lastComma + eol + outer;
    if (spreads) return [change(isOnlyComment ? start : open, close, lines)];
    if (first) return [change(first.getStart(source), elements.end, write(add))];
    const space = ts.isArrayLiteralExpression(list) || ts.isCallExpression(list) ? '' : ' ';
    return [change(open, close, space + write(add) + space)];
  }

  const changes: TextChange[] = [];
  const parts = partsOf(source, elements, isSpread);
  const isKept = ({ node }: Part): boolean => !remove.has(node);
  const lastKept = parts.findLast(isKept);
  const end = parts.at(-1)?.end ?? open;
  const target = add.length > 0 ? parts.slice(at ?? parts.length).find(isKept) : undefined;
  const isAtEnd = add.length > 0 && !target;
  let removed: number | null = null;
  for (const part of parts) {
    const { node, start, comma } = part;
    if (remove.has(node)) {
      removed ??= start;
      continue;
    }
    const inLine = afterSpace(text, start);
    if (removed !== null) {
      const startsLine = removed === open || hasBreakAt(text, removed);
      // What follows on the line of what goes takes its place there.
      const takesPlace = !spreads && startsLine && (removed === open || !hasBreakAt(text, start));
      changes.push(
        takesPlace ? change(afterSpace(text, removed), inLine, '') : change(removed, start, ''),
      );
      removed = null;
    }
    if (spreads) changes.push(change(start, inLine, line));
    if (part === target) changes.push(change(inLine, inLine, `${write(add)},${gap}`));
    const texts = replace.get(node);
    if (texts) changes.push(change(node.getStart(source), node.end, write(texts)));
    const needsComma = part !== lastKept || isAtEnd || lastComma !== '';
    if (needsComma && comma === null) changes.push(change(node.end, node.end, ','));
    if (!needsComma && comma !== null) changes.push(change(comma - 1, comma, ''));
  }
  if (removed !== null) changes.push(change(removed, end, ''));
  if (isAtEnd) {
    const before = lastKept?.endsLine ? line : gap;
    changes.push(change(end, end, before + write(add, `,${before}`) + lastComma));
  }
  // Behind `//` the bracket needs a line of its own.
  const isOpen = lastKept?.endsLine && !isAtEnd && !hasBreakAt(text, end);
  if (spreads || isOpen) changes.push(change(end, afterSpace(text, end), eol + outer));
  return changes;
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

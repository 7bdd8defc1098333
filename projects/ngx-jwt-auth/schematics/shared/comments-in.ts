import * as ts from 'typescript';

/** The comments of a node, those before it included, as they are written. */
export function commentsIn(node: ts.Node, source: ts.SourceFile): readonly string[] {
  const { text } = source;
  const found = new Map<number, string>();
  const keep = (ranges: readonly ts.CommentRange[] | undefined): void => {
    for (const { pos, end } of ranges ?? []) found.set(pos, text.slice(pos, end));
  };
  const visit = (child: ts.Node): void => {
    keep(ts.getLeadingCommentRanges(text, child.getFullStart()));
    keep(ts.getTrailingCommentRanges(text, child.getEnd()));
    child.getChildren(source).forEach(visit);
  };
  visit(node);
  // A comment behind the comma speaks of what stands before it.
  const comma = /^\s*,/.exec(text.slice(node.getEnd()))?.[0].length;
  if (comma) keep(ts.getTrailingCommentRanges(text, node.getEnd() + comma));
  return [...found].toSorted(([a], [b]) => a - b).map(([, comment]) => comment);
}

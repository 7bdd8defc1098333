import * as ts from 'typescript';

/** What has elements between brackets, with commas. */
export type ListNode =
  | ts.ArrayLiteralExpression
  | ts.CallExpression
  | ts.NamedExports
  | ts.NamedImports
  | ts.ObjectLiteralExpression;

/** The elements of a list of any kind. */
export function elementsOf(list: ListNode): ts.NodeArray<ts.Node> {
  if (ts.isCallExpression(list)) return list.arguments;
  return ts.isObjectLiteralExpression(list) ? list.properties : list.elements;
}

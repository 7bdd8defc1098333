import * as ts from 'typescript';

/** The value of a property in an object literal, or null; `{ routes }` is short for its name. */
export function propertyOf(node: ts.ObjectLiteralExpression, name: string): ts.Expression | null {
  for (const each of node.properties) {
    if (!each.name || ts.isComputedPropertyName(each.name) || each.name.text !== name) continue;
    if (ts.isPropertyAssignment(each)) return each.initializer;
    if (ts.isShorthandPropertyAssignment(each)) return each.name;
  }
  return null;
}

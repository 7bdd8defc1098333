import * as ts from 'typescript';
import { refersTo } from './refers-to.ts';

/** Whether a node calls the export `name` of a package. */
export function isCallOf(node: ts.Node, module: string, name: string): node is ts.CallExpression {
  return ts.isCallExpression(node) && refersTo(node.expression, module, name);
}

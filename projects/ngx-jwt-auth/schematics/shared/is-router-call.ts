import * as ts from 'typescript';
import { isCallOf } from './is-call-of.ts';
import { refersTo } from './refers-to.ts';

/** `provideRouter(routes)`, `RouterModule.forRoot(routes)` or `RouterModule.forChild(routes)`. */
export function isRouterCall(node: ts.Node): node is ts.CallExpression {
  return (
    isCallOf(node, '@angular/router', 'provideRouter') ||
    (ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      ['forRoot', 'forChild'].includes(node.expression.name.text) &&
      refersTo(node.expression.expression, '@angular/router', 'RouterModule'))
  );
}

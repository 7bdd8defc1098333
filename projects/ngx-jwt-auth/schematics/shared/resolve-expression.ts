import * as ts from 'typescript';
import type { AppFiles } from './app-files.ts';
import { findFunction } from './find-function.ts';
import { resolveConstant } from './resolve-constant.ts';

/** The expression that a constant, or a function without logic, stands for: followed to its end. */
export function resolveExpression(files: AppFiles, node: ts.Expression): ts.Expression {
  const seen = new Set<ts.Node>();
  let current = resolveConstant(files, node);
  while (ts.isCallExpression(current) && !seen.has(current)) {
    seen.add(current);
    const value = result(findFunction(files, current.expression));
    if (value) current = resolveConstant(files, value);
  }
  return current;
}

function result(called: ReturnType<typeof findFunction>): ts.Expression | undefined {
  const body = called?.body;
  if (!body || !ts.isBlock(body)) return body;
  const [only, ...others] = returnsIn(body);
  return others.length === 0 ? only?.expression : undefined;
}

/** What a function returns, on whatever way: of several nobody can tell. */
function returnsIn(node: ts.Node): ts.ReturnStatement[] {
  const found: ts.ReturnStatement[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isReturnStatement(each)) found.push(each);
    else if (!ts.isFunctionLike(each)) ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

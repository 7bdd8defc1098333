import * as ts from 'typescript';
import type { AppFiles } from './app-files.ts';
import { findDeclaration } from './find-declaration.ts';
import { unwrap } from './unwrap.ts';

/** The expression that a constant, or a function without logic, stands for: followed to its end. */
export function resolveExpression(files: AppFiles, node: ts.Expression): ts.Expression {
  const seen = new Set<ts.Node>();
  let current = unwrap(node);
  while (!seen.has(current)) {
    seen.add(current);
    const name = ts.isCallExpression(current) ? current.expression : current;
    const declaration = ts.isIdentifier(name) ? findDeclaration(files, name) : null;
    const value = declaration && (ts.isCallExpression(current) ? result : initial)(declaration);
    if (value) current = unwrap(value);
  }
  return current;
}

function initial(declaration: ts.Node): ts.Expression | undefined {
  if (ts.isExportAssignment(declaration)) return declaration.expression;
  return ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
}

function result(declaration: ts.Node): ts.Expression | undefined {
  const value = initial(declaration);
  const body = ts.isFunctionDeclaration(declaration)
    ? declaration.body
    : value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))
      ? value.body
      : undefined;
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

import * as ts from 'typescript';
import type { AppFiles } from './app-files.ts';
import { findDeclaration } from './find-declaration.ts';
import { usesOf } from './imported-names.ts';
import { unwrap } from './unwrap.ts';

/** The expression that a constant stands for: followed to its end, through files. */
export function resolveConstant(files: AppFiles, node: ts.Expression): ts.Expression {
  const seen = new Set<ts.Node>();
  let current = unwrap(node);
  while (ts.isIdentifier(current) && !seen.has(current)) {
    seen.add(current);
    const declaration = findDeclaration(files, current);
    const value = declaration && valueOf(declaration);
    if (value) current = unwrap(value);
  }
  return current;
}

function valueOf(declaration: ts.Node): ts.Expression | undefined {
  if (ts.isExportAssignment(declaration)) return declaration.expression;
  const isConstant = ts.isVariableDeclaration(declaration) && !isAssigned(declaration);
  return isConstant ? declaration.initializer : undefined;
}

/** A `let` may hold something else by and by: only its own file can see to that. */
function isAssigned({ name, parent }: ts.VariableDeclaration): boolean {
  if (parent.flags & ts.NodeFlags.Const) return false;
  return usesOf(name.getSourceFile(), name.getText()).some((use) => {
    if (!ts.isBinaryExpression(use.parent) || use.parent.left !== use) return false;
    const { kind } = use.parent.operatorToken;
    return ts.SyntaxKind.FirstAssignment <= kind && kind <= ts.SyntaxKind.LastAssignment;
  });
}

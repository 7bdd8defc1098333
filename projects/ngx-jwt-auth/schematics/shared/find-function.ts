import * as ts from 'typescript';
import type { AppFiles } from './app-files.ts';
import { findDeclaration } from './find-declaration.ts';
import { resolveConstant } from './resolve-constant.ts';

/** The function that an expression is or names, or null. */
export function findFunction(
  files: AppFiles,
  node: ts.Expression,
): ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration | null {
  const value = resolveConstant(files, node);
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return value;
  const declaration = ts.isIdentifier(value) ? findDeclaration(files, value) : null;
  return declaration && ts.isFunctionDeclaration(declaration) ? declaration : null;
}

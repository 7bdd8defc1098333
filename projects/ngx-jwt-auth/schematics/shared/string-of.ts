import * as ts from 'typescript';
import type { AppFiles } from './app-files.ts';
import { resolveExpression } from './resolve-expression.ts';

/** The string that an expression is, where that can be read. */
export function stringOf(files: AppFiles, expression: ts.Expression): string | null {
  const value = resolveExpression(files, expression);
  return ts.isStringLiteralLike(value) ? value.text : null;
}

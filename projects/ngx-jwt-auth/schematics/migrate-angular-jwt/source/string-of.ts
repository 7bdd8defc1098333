import * as ts from 'typescript';
import type { AppFiles } from '../../shared/app-files.ts';
import { resolveConstant } from '../../shared/resolve-constant.ts';

/** The string that an expression is, where that can be read. */
export function stringOf(files: AppFiles, expression: ts.Expression): string | null {
  const value = resolveConstant(files, expression);
  return ts.isStringLiteralLike(value) ? value.text : null;
}

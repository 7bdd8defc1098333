import * as ts from 'typescript';
import { isCallOf } from './is-call-of.ts';

/** The object in a class's `@NgModule()`, or null. */
export function ngModuleMetadata(node: ts.ClassDeclaration): ts.ObjectLiteralExpression | null {
  for (const { expression } of ts.getDecorators(node) ?? []) {
    if (!isCallOf(expression, '@angular/core', 'NgModule')) continue;
    const [metadata] = expression.arguments;
    if (metadata && ts.isObjectLiteralExpression(metadata)) return metadata;
  }
  return null;
}

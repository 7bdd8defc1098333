import * as ts from 'typescript';
import type { AppFiles } from './app-files.ts';
import { findDeclaration } from './find-declaration.ts';
import { isMemberName } from './imported-names.ts';
import { isRouterCall } from './is-router-call.ts';
import { ngModuleMetadata } from './ng-module-metadata.ts';

/**
 * All nodes that make up the root injector: those of the app's config, and of the constants,
 * functions and modules that it names, in whatever file of the workspace. Not the routes: what they
 * provide is for a part of the app.
 */
export function reachableNodes(files: AppFiles, roots: readonly ts.Node[]): ts.Node[] {
  const nodes: ts.Node[] = [];
  const seen = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    nodes.push(node);
    if (isRouterCall(node)) return;
    const isUse = ts.isIdentifier(node) && !isMemberName(node) && !isDeclared(node);
    if (isUse) {
      const target = bodyOf(findDeclaration(files, node));
      if (target) visit(target);
    }
    ts.forEachChild(node, visit);
  };
  roots.forEach(visit);
  return nodes;
}

function isDeclared(node: ts.Identifier): boolean {
  return ts.isVariableDeclaration(node.parent) && node.parent.name === node;
}

function bodyOf(declaration: ReturnType<typeof findDeclaration>): ts.Node | null {
  if (!declaration) return null;
  if (ts.isExportAssignment(declaration)) return declaration.expression;
  if (ts.isVariableDeclaration(declaration)) return declaration.initializer ?? null;
  if (ts.isFunctionDeclaration(declaration)) return declaration.body ?? null;
  // Of classes, only modules have a part in the root injector.
  return ngModuleMetadata(declaration);
}

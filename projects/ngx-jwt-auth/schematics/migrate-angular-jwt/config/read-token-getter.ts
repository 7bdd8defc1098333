import * as ts from 'typescript';
import type { AppFiles } from '../../shared/app-files.ts';
import { findDeclaration } from '../../shared/find-declaration.ts';
import { findFunction } from '../../shared/find-function.ts';
import { stringOf } from '../../shared/string-of.ts';
import { unwrap } from '../../shared/unwrap.ts';

/** Where an app keeps its token. */
export interface TokenPlace {
  readonly area: 'localStorage' | 'sessionStorage';
  readonly key: string;
}

/** What a getter reads, where it does nothing but read a key of a storage; null for all others. */
export function readTokenGetter(
  files: AppFiles,
  getter: ts.Expression | ts.MethodDeclaration | ts.FunctionDeclaration,
): TokenPlace | null {
  const found = ts.isExpression(getter) ? findFunction(files, getter) : getter;
  const result = resultOf(found?.body);
  return result && placeOf(files, result);
}

/** The place that `localStorage.getItem('key')` reads, with what is usually written around it. */
function placeOf(files: AppFiles, wrapped: ts.Expression): TokenPlace | null {
  const expression = unwrap(wrapped);
  // `?? ''`: no token either way.
  if (ts.isBinaryExpression(expression)) {
    const { kind } = expression.operatorToken;
    const isElse =
      kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
    const isNothing = /^(?:''|""|``|null|undefined)$/.test(expression.right.getText());
    return isElse && isNothing ? placeOf(files, expression.left) : null;
  }
  const call = storageCall(files, expression);
  return call?.method === 'getItem' && call.key !== null
    ? { area: call.area, key: call.key }
    : null;
}

export interface StorageCall {
  readonly area: TokenPlace['area'];
  readonly method: string;
  /** Null where there is none that can be read. */
  readonly key: string | null;
}

/** `localStorage.setItem(...)` and the like, taken apart. */
export function storageCall(files: AppFiles, node: ts.Node): StorageCall | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const { expression, name } = node.expression;
  const area = /^(?:(?:window|globalThis|self)\.)?(localStorage|sessionStorage)$/.exec(
    expression.getText().replace(/\s/g, ''),
  )?.[1] as TokenPlace['area'] | undefined;
  const first = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
  if (!area || (ts.isIdentifier(first) && findDeclaration(files, first))) return null;
  const [key] = node.arguments;
  return { area, method: name.text, key: key ? stringOf(files, key) : null };
}

/** The one expression that a function is, `const x = ...; return x;` included. */
export function resultOf(body: ts.ConciseBody | undefined): ts.Expression | null {
  if (!body || !ts.isBlock(body)) return body ?? null;
  const [first, second, ...rest] = body.statements;
  if (rest.length > 0 || !first) return null;
  if (!second) return ts.isReturnStatement(first) ? (first.expression ?? null) : null;
  if (!ts.isVariableStatement(first) || !ts.isReturnStatement(second)) return null;
  const [declaration, ...others] = first.declarationList.declarations;
  const isReturned = declaration?.name.getText() === second.expression?.getText();
  return isReturned && others.length === 0 ? (declaration?.initializer ?? null) : null;
}

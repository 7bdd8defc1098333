import * as ts from 'typescript';
import { unwrap } from '../../shared/unwrap.ts';
import { resolve, stringOf, type Scope } from '../source/scope.ts';

/** Where an app keeps its token. */
export interface TokenPlace {
  readonly area: 'localStorage' | 'sessionStorage';
  readonly key: string;
}

/** What a getter reads, where it does nothing but read a key of a storage; null for all others. */
export function readTokenGetter(
  getter: ts.Expression | ts.MethodDeclaration | ts.FunctionDeclaration,
  scope: Scope,
): TokenPlace | null {
  const found = ts.isExpression(getter) ? resolve(getter, scope) : { node: getter, scope };
  const { node } = found;
  if (!isFunction(node)) return null;
  const result = resultOf(node.body);
  return result && placeOf(result, found.scope);
}

/** The place that `localStorage.getItem('key')` reads, with what is usually written around it. */
function placeOf(wrapped: ts.Expression, scope: Scope): TokenPlace | null {
  const expression = unwrap(wrapped);
  // `?? ''`: no token either way.
  if (ts.isBinaryExpression(expression)) {
    const { kind } = expression.operatorToken;
    const isElse =
      kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
    const isNothing = /^(?:''|""|``|null|undefined)$/.test(expression.right.getText());
    return isElse && isNothing ? placeOf(expression.left, scope) : null;
  }
  const call = storageCall(expression, scope);
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
export function storageCall(node: ts.Node, scope: Scope): StorageCall | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const { expression, name } = node.expression;
  const area = /^(?:(?:window|globalThis|self)\.)?(localStorage|sessionStorage)$/.exec(
    expression.getText().replace(/\s/g, ''),
  )?.[1] as TokenPlace['area'] | undefined;
  if (!area || scope.find(area)) return null;
  const [key] = node.arguments;
  return { area, method: name.text, key: key ? stringOf(key, scope) : null };
}

function isFunction(
  node: ts.Node,
): node is
  ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration | ts.MethodDeclaration {
  return (
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node)
  );
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

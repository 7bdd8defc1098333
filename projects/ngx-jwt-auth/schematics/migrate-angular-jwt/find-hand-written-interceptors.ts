import * as ts from 'typescript';

/**
 * The interceptors that refresh by themselves: on a 401, mostly with an `isRefreshing` flag and a
 * BehaviorSubject that the other requests wait for.
 */
export function findHandWrittenInterceptors(source: ts.SourceFile): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (isInterceptor(node, source) && refreshes(source)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isInterceptor(node: ts.Node, source: ts.SourceFile): boolean {
  if (ts.isClassDeclaration(node)) {
    return node.members.some((member) => member.name?.getText(source) === 'intercept');
  }
  if (ts.isVariableDeclaration(node)) {
    return node.type?.getText(source) === 'HttpInterceptorFn';
  }
  return (
    ts.isFunctionDeclaration(node) &&
    node.parameters.some(({ type }) => type?.getText(source) === 'HttpHandlerFn')
  );
}

/** It may do so in functions beside the interceptor: so the whole file is looked at. */
function refreshes(source: ts.SourceFile): boolean {
  const { text } = source;
  const waits = /\bis_?refreshing\b|\brefreshing\b|\bBehaviorSubject\b|\brefreshTokenSubject\b/i;
  const catches = /\bcatchError\b|\bonerror\b/;
  const looksAt401 = /\b401\b|\bHttpStatusCode\.Unauthorized\b/;
  return catches.test(text) && looksAt401.test(text) && waits.test(text) && /refresh/i.test(text);
}

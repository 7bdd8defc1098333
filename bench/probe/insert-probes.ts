import ts from 'typescript';

type FunctionNode = ts.FunctionLikeDeclaration & { readonly body: ts.Block | ts.Expression };

/** A condition that is false in production. */
const DEV = "typeof ngDevMode === 'undefined' || ngDevMode";

/**
 * Makes each function of a file tell src/calls.ts when it is called; `name` is that of the file. A
 * function that is empty in production tells nothing: the minifier takes its calls away.
 */
export function insertProbes(text: string, name: string): string {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const edits: { readonly at: number; readonly text: string }[] = [];
  let count = 0;
  const insert = (at: number, added: string): void => void edits.push({ at, text: added });

  /** `frame` is the variable with the call that the node is executed in. */
  const visit = (node: ts.Node, frame: string | undefined): void => {
    if (isFunction(node) && !isEmptyInProduction(node)) visitFunction(node, frame);
    else if (ts.isAwaitExpression(node) && frame !== undefined) visitAwait(node, frame);
    else visitChildren(node, frame);
  };

  const visitChildren = (node: ts.Node, frame: string | undefined): void => {
    ts.forEachChild(node, (child) => {
      visit(child, frame);
    });
  };

  const visitFunction = (node: FunctionNode, outer: string | undefined): void => {
    const { body } = node;
    for (const parameter of node.parameters) visit(parameter, outer);
    const frame = `jwtFrame${count++}`;
    const isBlock = ts.isBlock(body);
    const isAsync = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
    const told = [JSON.stringify(name), JSON.stringify(nameOf(node)), outer ?? 'undefined'];
    insert(
      isBlock ? body.getStart() + 1 : body.getStart(),
      `${isBlock ? '' : '{'}const ${frame} = jwtProbe.enter(${told.join(', ')}); try {` +
        // The function itself is left when it returns its promise.
        `${isAsync ? 'return (async () => { try {' : ''}${isBlock ? '' : 'return ('}`,
    );
    visit(body, frame);
    insert(
      isBlock ? body.end - 1 : body.end,
      `${isBlock ? '' : ');'}${isAsync ? `} finally { jwtProbe.suspend(${frame}); } })();` : ''}` +
        `} finally { jwtProbe.leave(${frame}); }${isBlock ? '' : '}'}`,
    );
  };

  const visitAwait = (node: ts.AwaitExpression, frame: string): void => {
    insert(node.getStart(), `jwtProbe.resume(${frame}, `);
    insert(node.expression.getStart(), `jwtProbe.suspend(${frame}, `);
    visit(node.expression, frame);
    insert(node.end, '))');
  };

  visit(source, undefined);
  // What was inserted first at a position stays first there.
  edits.sort((a, b) => a.at - b.at);
  let probed = "// @ts-nocheck\nimport * as jwtProbe from 'jwt-probe';\n";
  let end = 0;
  for (const edit of edits) {
    probed += text.slice(end, edit.at) + edit.text;
    end = edit.at;
  }
  return probed + text.slice(end);
}

function isFunction(node: ts.Node): node is FunctionNode {
  return ts.isFunctionLike(node) && 'body' in node && !!node.body && !isGenerator(node);
}

/** Between two `yield`s anybody may be at work. */
function isGenerator(node: ts.SignatureDeclaration): boolean {
  return 'asteriskToken' in node && !!node.asteriskToken;
}

function isEmptyInProduction({ body }: FunctionNode): boolean {
  return (
    ts.isBlock(body) &&
    body.statements.length > 0 &&
    body.statements.every(
      (statement) =>
        ts.isIfStatement(statement) &&
        !statement.elseStatement &&
        statement.expression.getText() === DEV,
    )
  );
}

/** Its own name, that of what it is the value or an argument of, or who made it. */
function nameOf(node: FunctionNode): string {
  const name = ownNameOf(node);
  if (name !== undefined) return name;
  const { parent } = node;
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && node !== parent.expression) {
    return `callback of ${lastName(parent.expression)}()`;
  }
  let maker: ts.Node = parent;
  while (!ts.isSourceFile(maker) && !(ts.isFunctionLike(maker) && ownNameOf(maker))) {
    maker = maker.parent;
  }
  return `made by ${ownNameOf(maker) ?? 'the file'}`;
}

function ownNameOf(node: ts.Node): string | undefined {
  if (ts.isSourceFile(node)) return undefined;
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (ts.isFunctionLike(node) && node.name) return node.name.getText();
  const { parent } = node;
  const isValue =
    ts.isVariableDeclaration(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isPropertyDeclaration(parent);
  if (isValue) return parent.name.getText();
  return ts.isBinaryExpression(parent) ? parent.left.getText() : undefined;
}

/** As in `then` of `a.b().then`. */
function lastName(expression: ts.Expression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}

import * as ts from 'typescript';
import type { AppFiles } from '../../shared/app-files.ts';
import { applyChanges } from '../../shared/apply-changes.ts';
import { indentAt } from '../../shared/line-at.ts';
import type { TextChange } from '../../shared/text-change.ts';
import { textStyle } from '../../shared/text-style.ts';
import { mark, MARK } from '../config/mark.ts';
import { readTokenGetter, storageCall, type TokenPlace } from '../config/read-token-getter.ts';

export interface TokenAccess {
  /** Where angular-jwt read the token; null where that is not known. */
  readonly place: TokenPlace | null;
  /** Whether LegacyTokenStore goes on looking there. */
  readonly isKept: boolean;
}

/** Marks the code that reads, writes or removes the token by itself. */
export function markTokenAccess(
  files: AppFiles,
  source: ts.SourceFile,
  access: TokenAccess,
): string {
  const changes: TextChange[] = [];
  const visit = (node: ts.Node): void => {
    // What tokenGetter was is spoken of where it was configured.
    if (isFunction(node) && readTokenGetter(files, node)) return;
    const what = explanation(files, node, access);
    if (what) insertMark(changes, source, node, what);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return applyChanges(source.text, changes);
}

/** Puts a comment above the line of a node, unless one of ours is there. */
export function insertMark(
  changes: TextChange[],
  source: ts.SourceFile,
  node: ts.Node,
  what: string,
): void {
  const { text } = source;
  const start = lineStartOf(node, source);
  const above = text.slice(0, start).trimEnd();
  const isMarked = above
    .slice(above.lastIndexOf('\n') + 1)
    .trimStart()
    .startsWith(MARK);
  if (isMarked || changes.some((each) => each.start === start)) return;
  const indent = indentAt(text, start);
  const { eol } = textStyle(source);
  const lines = mark(what).map((line) => indent + line + eol);
  changes.push({ start, end: start, text: lines.join('') });
}

/** Where the line of a node starts; of a template, where that does: a comment inside would be text. */
function lineStartOf(node: ts.Node, source: ts.SourceFile): number {
  let start = source.text.lastIndexOf('\n', node.getStart(source) - 1) + 1;
  for (let each = node.parent; !ts.isSourceFile(each); each = each.parent) {
    const isAround = ts.isTemplateExpression(each) && each.getStart(source) < start;
    if (isAround) start = source.text.lastIndexOf('\n', each.getStart(source) - 1) + 1;
  }
  return start;
}

const TEXTS: Readonly<Record<string, string>> = {
  setItem: 'call JwtAuth.signIn(reply) instead',
  removeItem: 'call JwtAuth.signOut() instead',
  clear: 'call JwtAuth.signOut() as well',
  getItem: 'ask JwtAuth, getAccessToken() or claims(), instead',
};

function explanation(
  files: AppFiles,
  node: ts.Node,
  { place, isKept }: TokenAccess,
): string | null {
  const call = storageCall(files, node);
  const text = call && TEXTS[call.method];
  if (!text) return null;
  const isToken =
    call.method === 'clear'
      ? !!place && place.area === call.area
      : place
        ? place.area === call.area && place.key === call.key
        : /token|jwt/i.test(call.key ?? '');
  if (!isToken) return null;
  if (isKept) return `${text}. Until then LegacyTokenStore sees to it.`;
  return call.method === 'setItem' ? `${text}, or no token is sent.` : `${text}.`;
}

function isFunction(
  node: ts.Node,
): node is ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression {
  return (
    ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node)
  );
}

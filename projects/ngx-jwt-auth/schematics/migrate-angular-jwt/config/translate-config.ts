import * as ts from 'typescript';
import type { AppFiles } from '../../shared/app-files.ts';
import { commentsIn } from '../../shared/comments-in.ts';
import { quoted } from '../../shared/quoted.ts';
import { resolveConstant } from '../../shared/resolve-constant.ts';
import { stringOf } from '../../shared/string-of.ts';
import type { TextStyle } from '../../shared/text-style.ts';
import type { Line } from '../../shared/write-code.ts';
import { mark } from './mark.ts';
import { readTokenGetter, type TokenPlace } from './read-token-getter.ts';
import { schemeOf } from './scheme-of.ts';
import { translateLists, type ListSetting } from './translate-lists.ts';

interface TokenGetter {
  /** Null where it does more than read a key. */
  readonly place: TokenPlace | null;
  readonly node: ts.ObjectLiteralElementLike;
  readonly comments: readonly string[];
}

export interface Translation {
  readonly lines: readonly Line[];
  readonly getter: TokenGetter | null;
  readonly skipWhenExpired: boolean;
}

/** What stands for the config of angular-jwt; what does not is in comments. */
export function translateConfig(
  files: AppFiles,
  config: ts.ObjectLiteralExpression,
  style: TextStyle,
): Translation {
  const source = config.getSourceFile();
  const { quote } = style;
  const lines: Line[] = [];
  const lists: ListSetting[] = [];
  let getter: TokenGetter | null = null;
  let skipWhenExpired = false;

  for (const property of config.properties) {
    const name = property.name?.getText(source).replace(/^['"]|['"]$/g, '') ?? '';
    const value = valueOf(property);
    const ownComments = commentsBefore(property, source);
    const text = value && stringOf(files, value);
    const literal = value ? resolveConstant(files, value).kind : undefined;
    const untranslated = (why: string): void => {
      lines.push({ comments: [...ownComments, ...mark(why, property.getText(source))] });
    };
    const translated = (line: string | null): void => {
      if (line !== null) lines.push({ comments: ownComments, text: line });
      else if (ownComments.length > 0) lines.push({ comments: ownComments });
    };

    if (name === 'tokenGetter' && !ts.isSpreadAssignment(property)) {
      const read = ts.isMethodDeclaration(property) ? property : value;
      const place = read ? readTokenGetter(files, read) : null;
      getter = { place, node: property, comments: ownComments };
    } else if ((name === 'allowedDomains' || name === 'disallowedRoutes') && value) {
      lists.push({ name, value, property, comments: commentsIn(property, source) });
    } else if (name === 'headerName' && text !== null) {
      translated(!text || text === 'Authorization' ? null : `header: ${quoted(text, quote)}`);
    } else if (name === 'authScheme' && text !== null && schemeOf(text) !== null) {
      const scheme = schemeOf(text) ?? '';
      translated(scheme === 'Bearer' ? null : `scheme: ${quoted(scheme, quote)}`);
    } else if (name === 'authScheme') {
      untranslated('authScheme: `scheme` is a text, and one space follows it. Write it so.');
    } else if (name === 'skipWhenExpired' && isBoolean(literal)) {
      skipWhenExpired = literal === ts.SyntaxKind.TrueKeyword;
      translated(null);
    } else if (name === 'throwNoTokenError' && literal === ts.SyntaxKind.FalseKeyword) {
      translated(null);
    } else if (name === 'throwNoTokenError') {
      untranslated('no token is no error any more. Give each such request requireJwtAuth().');
    } else {
      untranslated('this cannot be translated. See docs/migrating-from-angular-jwt.md.');
    }
  }
  return { lines: [...translateLists(files, lists, style), ...lines], getter, skipWhenExpired };
}

function valueOf(property: ts.ObjectLiteralElementLike): ts.Expression | null {
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : null;
}

/** Of a getter the comments inside stay where they are, or go along with its text. */
function commentsBefore(
  property: ts.ObjectLiteralElementLike,
  source: ts.SourceFile,
): readonly string[] {
  const inside = property.getText(source);
  return commentsIn(property, source).filter((comment) => !inside.includes(comment));
}

function isBoolean(kind: ts.SyntaxKind | undefined): boolean {
  return kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword;
}

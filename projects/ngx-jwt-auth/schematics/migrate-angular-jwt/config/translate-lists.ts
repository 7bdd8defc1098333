import * as ts from 'typescript';
import type { AppFiles } from '../../shared/app-files.ts';
import { usesOf } from '../../shared/imported-names.ts';
import { quoted } from '../../shared/quoted.ts';
import { resolveConstant } from '../../shared/resolve-constant.ts';
import { stringOf } from '../../shared/string-of.ts';
import type { TextStyle } from '../../shared/text-style.ts';
import type { Line } from '../../shared/write-code.ts';
import { mark } from './mark.ts';
import { originOfDomain } from './origin-of-domain.ts';
import { urlsOfRoute } from './urls-of-route.ts';

/** `allowedDomains` or `disallowedRoutes`, as the config has it. */
export interface ListSetting {
  readonly name: 'allowedDomains' | 'disallowedRoutes';
  readonly value: ts.Expression;
  readonly property: ts.ObjectLiteralElementLike;
  readonly comments: readonly string[];
}

/** What is longer gets a line for each entry. */
const MAX_WIDTH = 80;

/** `attachTo` and `neverAttachTo`: the own origin, which angular-jwt always served, is named. */
export function translateLists(
  files: AppFiles,
  settings: readonly ListSetting[],
  { quote, indent }: TextStyle,
): readonly Line[] {
  const routes = settings.find(({ name }) => name === 'disallowedRoutes');
  const domains = settings.find(({ name }) => name === 'allowedDomains');
  const schemes = new Map<string, string>();
  for (const route of routes ? readList(files, routes.value).texts : []) {
    const [, scheme, host] = /^(https?:)\/\/([^/]+)/.exec(route) ?? [];
    if (scheme && host) schemes.set(host, scheme);
  }

  const lines: Line[] = [];
  const origins: string[] = [];
  if (domains) {
    const { texts, others } = readList(files, domains.value);
    const marks = others.length > 0 ? [domainMark(others.join(', '))] : [];
    for (const domain of texts) {
      const origin = originOfDomain(domain, schemes);
      if (origin) origins.push(origin);
      else marks.push(mark(NEVER_MATCHED, `allowedDomains: ${quoted(domain, quote)}`));
    }
    const isDefault = origins.length === 0 && marks.length === 0;
    const comments = [...domains.comments, ...marks.flat()];
    const entries = ['/', ...new Set(origins)];
    if (!isDefault) lines.push({ comments, text: `attachTo: ${write(entries, quote, indent)}` });
    else if (comments.length > 0) lines.push({ comments });
  }
  if (routes) {
    const { texts, others } = readList(files, routes.value);
    const unusable = texts.filter((route) => !urlsOfRoute(route, origins));
    const left = [...others, ...unusable.map((route) => quoted(route, quote))];
    const marks = left.length > 0 ? routeMark(left.join(', ')) : [];
    const entries = texts.flatMap((route) => urlsOfRoute(route, origins) ?? []);
    const comments = [...routes.comments, ...marks];
    const text = `neverAttachTo: ${write([...new Set(entries)], quote, indent)}`;
    if (entries.length > 0) lines.push({ comments, text });
    else if (comments.length > 0) lines.push({ comments });
  }
  return lines;
}

const NEVER_MATCHED =
  'this never matched, since angular-jwt compares the bare host, so it got no token. Should it?';

function domainMark(original: string): readonly string[] {
  return mark(
    'list these origins in attachTo, each with its scheme, or they get no token.',
    `allowedDomains: ${original}`,
  );
}

function routeMark(original: string): readonly string[] {
  return mark(
    'list these URLs in neverAttachTo, or give the requests skipJwtAuth(): they get the token now.',
    `disallowedRoutes: ${original}`,
  );
}

/** The strings of a list, and the text of what is none. */
function readList(
  files: AppFiles,
  value: ts.Expression,
): { readonly texts: readonly string[]; readonly others: readonly string[] } {
  const node = resolveConstant(files, value);
  if (!ts.isArrayLiteralExpression(node) || isExtended(node)) {
    return { texts: [], others: [value.getText()] };
  }
  const texts: string[] = [];
  const others: string[] = [];
  for (const element of node.elements) {
    const text = stringOf(files, element);
    if (text === null) others.push(element.getText());
    else texts.push(text);
  }
  return { texts, others };
}

/** Whether the file of a list has more to say about it than its elements: `domains.push(...)`. */
function isExtended(list: ts.ArrayLiteralExpression): boolean {
  const variable = ts.findAncestor(list, ts.isVariableDeclaration);
  const uses = variable ? usesOf(variable.getSourceFile(), variable.name.getText()) : [];
  return uses.some(
    ({ parent: access }) =>
      ts.isElementAccessExpression(access) ||
      (ts.isPropertyAccessExpression(access) &&
        /^(?:push|unshift|splice|pop|shift|length)$/.test(access.name.text)),
  );
}

function write(entries: readonly string[], quote: string, indent: string): string {
  const texts = entries.map((entry) => quoted(entry, quote));
  const line = `[${texts.join(', ')}]`;
  return line.length <= MAX_WIDTH
    ? line
    : `[\n${texts.map((text) => `${indent}${text},\n`).join('')}]`;
}

// docs/errors.md explains everything the library says: each error code with its message, each reason
// for the end of a session, each text of the development checks, each reason why a request had no
// token. And nothing that it does not say.
//
// Messages stand on the page as ```text blocks, broken into lines at will, with <something> where
// the library puts something in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesBelow, finish, requireBuiltPackage, root } from './built-package.mjs';
import { publicApi } from './public-api.mjs';

const PAGE = 'docs/errors.md';
const PREFIX = 'ngx-jwt-auth: ';

requireBuiltPackage();
const page = readFileSync(join(root, PAGE), 'utf8');
const { symbols } = publicApi();
/** @type {string[]} */
const problems = [];

const codes = literalsOf('JwtAuthErrorCode');
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section) => [/^`?(.*?)`?$/m.exec(section)?.[1] ?? '', section]),
);
const headings = [...sections.keys()].filter((heading) => /^[A-Z_]+$/.test(heading));
compare('error code', codes, headings, 'section');

const reasons = literalsOf('JwtAuthEvent', 'reason');
const rows = [...partOf('Why a session ended').matchAll(/^\| `([\w-]+)`/gm)].map(([, row]) => row);
compare('reason', reasons, rows, 'row');

const sources = filesBelow(join(root, 'projects/ngx-jwt-auth/src'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map((file) =>
    ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true),
  );
const messages = codeMessages();
for (const code of codes) {
  const message = messages.get(code) ?? '';
  const isSaid = textBlocks(sections.get(code) ?? '').includes(message);
  if (!isSaid) problems.push(`${PAGE}: the section ${code} does not have its message: ${message}`);
}

const texts = sources.flatMap(developmentTexts);
const why = partOf('Why a request had no token', /^### /m);
const blocks = [
  ...textBlocks(page).filter((block) => block.startsWith(PREFIX)),
  ...textBlocks(why),
];
for (const { pattern, where, text } of texts) {
  if (!blocks.some((block) => pattern.test(block))) {
    problems.push(`${where}: ${PAGE} does not explain: ${text}`);
  }
}
for (const block of blocks) {
  if (!texts.some(({ pattern }) => pattern.test(block))) {
    problems.push(`${PAGE}: the library does not say: ${block}`);
  }
}
finish(
  problems,
  `${codes.length} codes, ${reasons.length} reasons and ${texts.length} texts, all explained.`,
);

/**
 * @param {string} what
 * @param {readonly string[]} said
 * @param {readonly (string | undefined)[]} explained
 * @param {string} where
 */
function compare(what, said, explained, where) {
  if (said.length === 0) problems.push(`no ${what} was found in the typings`);
  for (const each of said.filter((name) => !explained.includes(name))) {
    problems.push(`${PAGE}: no ${where} for the ${what} ${each}`);
  }
  for (const each of explained.filter((name) => !name || !said.includes(name))) {
    problems.push(`${PAGE}: a ${where} ${each}, which is no ${what}`);
  }
}

/**
 * The string literals in the declaration of a type, or in one property of it.
 * @param {string} name
 * @param {string} [property]
 */
function literalsOf(name, property) {
  /** @type {string[]} */
  const found = [];
  /** @type {(node: ts.Node, isWanted: boolean) => void} */
  const visit = (node, isWanted) => {
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) && isWanted) {
      found.push(node.literal.text);
    }
    const isProperty = ts.isPropertySignature(node) && node.name.getText() === property;
    node.forEachChild((child) => visit(child, isWanted || isProperty));
  };
  for (const declaration of symbols.find((symbol) => symbol.name === name)?.declarations ?? []) {
    visit(declaration, property === undefined);
  }
  return found;
}

/** What authError() says of each code. */
function codeMessages() {
  /** @type {Map<string, string>} */
  const found = new Map();
  /** @param {ts.Node} node */
  const visit = (node) => {
    const isMessage = ts.isPropertyAssignment(node) && codes.includes(node.name.getText());
    if (isMessage) found.set(node.name.getText(), partsOf(node.initializer).join(''));
    node.forEachChild(visit);
  };
  const source = sources.find(({ fileName }) => fileName.endsWith('lib/errors.ts'));
  if (source) visit(source);
  return found;
}

/**
 * What is given to devWarn(), devError() and devThrow(), and the reasons of why().
 * @param {ts.SourceFile} source
 */
function developmentTexts(source) {
  /** @type {{ pattern: RegExp, text: string, where: string }[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const call = ts.isCallExpression(node) ? node.expression.getText() : '';
    const isReason = call === 'why';
    if (ts.isCallExpression(node) && (isReason || /^dev(?:Warn|Error|Throw)$/.test(call))) {
      const parts = node.arguments.slice(isReason ? 1 : 0).flatMap(partsOf);
      const escaped = parts.map((part) => part?.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') ?? '<\\w+>');
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({
        pattern: new RegExp(`^${isReason ? '' : PREFIX}${escaped.join('')}$`),
        text: parts.map((part) => part ?? '<...>').join(''),
        where: `${source.fileName.slice(root.length)}:${line}`,
      });
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

/**
 * The pieces of a text; undefined for what is put in.
 * @param {ts.Expression} expression
 * @returns {(string | undefined)[]}
 */
function partsOf(expression) {
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isBinaryExpression(expression)) {
    return [...partsOf(expression.left), ...partsOf(expression.right)];
  }
  if (ts.isTemplateExpression(expression)) {
    const spans = expression.templateSpans.flatMap(({ literal }) => [undefined, literal.text]);
    return [expression.head.text, ...spans];
  }
  throw new Error(`Cannot read the text ${expression.getText()}: write it out.`);
}

/** @param {string} text */
function textBlocks(text) {
  return [...text.matchAll(/^```text\n([\s\S]*?)^```$/gm)].map(([, block = '']) =>
    block.trim().replace(/\s+/g, ' '),
  );
}

/**
 * The part of the page below a heading.
 * @param {string} heading
 * @param {RegExp} level
 */
function partOf(heading, level = /^## /m) {
  return page.split(level).find((part) => part.startsWith(heading)) ?? '';
}

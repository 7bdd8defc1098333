// Every scenario of docs/scenarios.md has a test whose title begins with its id (`C2 ...`,
// `C4 H25 ...`, `C4, H25: ...`).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesBelow, root } from './built-package.mjs';

const PAGE = 'docs/scenarios.md';
const rows = scenarios(readFileSync(join(root, PAGE), 'utf8'));
const tested = new Set(testFiles().flatMap(testedIn));
const ids = rows.map(({ id }) => id);

const lacking = rows.filter(({ id }) => !tested.has(id));
const problems = [
  ...lacking.map(({ id, text }) => `${id}: no test begins with this id. ${text}`),
  ...ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `${id}: stands there twice`),
  // A test of a scenario that nobody can look up: the row is missing, or the id is misspelt.
  ...[...tested].filter((id) => !ids.includes(id)).map((id) => `${id}: not in ${PAGE}`),
];
if (rows.length === 0) problems.push(`${PAGE} has no scenarios`);

if (problems.length > 0) console.log(`${problems.join('\n')}\n`);
console.log(`${rows.length - lacking.length} passed, ${problems.length} failed`);
process.exitCode = problems.length > 0 ? 1 : 0;

/**
 * The rows of the page: `| id | what happens | what the library does |`, below a heading each.
 * @param {string} page
 */
function scenarios(page) {
  return page.split('\n').flatMap((line) => {
    const [, id, text] = /^\|\s*([A-Z]\d+)\s*\|\s*(.*?)\s*\|/.exec(line) ?? [];
    return id && text !== undefined ? [{ id, text }] : [];
  });
}

/** The specs, and the tables that they take titles from. */
function testFiles() {
  return ['projects', 'e2e']
    .flatMap((folder) => filesBelow(join(root, folder)))
    .filter((file) => file.endsWith('.spec.ts') || /[/\\]spec-support[/\\].*\.ts$/.test(file));
}

/**
 * The ids that texts of a file begin with. Titles come from tables too, so each text counts that
 * goes on after its ids, but not the title of a test that is left out.
 * @param {string} file
 */
function testedIn(file) {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  /** @type {string[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node) && isLeftOut(node.expression.getText())) return;
    if (ts.isStringLiteralLike(node)) found.push(...leadingIds(node.text));
    // What is put in counts as a word.
    if (ts.isTemplateHead(node)) found.push(...leadingIds(`${node.text}x`));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** @param {string} name */
function isLeftOut(name) {
  return /^(?:xit|xdescribe|pending)$|\.(?:skip|fixme|todo)$/.test(name);
}

/** @param {string} text */
function leadingIds(text) {
  return /^(?:[A-Z]\d{1,2}[,:]? )+(?=\S)/.exec(text)?.[0].match(/[A-Z]\d+/g) ?? [];
}

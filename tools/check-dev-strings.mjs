// Mistakes speak in development and cost nothing in production: no text of a development-mode check
// may be in the production bundles that `npm run check -- size` made, and no `ngDevMode` either.
//
// The texts are found in the sources, so that a new check is covered on the day it is written.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import {
  dist,
  fail,
  filesBelow,
  finish,
  flatName,
  requireBuiltPackage,
  root,
} from './built-package.mjs';

const bundles = join(root, 'dist/size');
const sources = join(root, 'projects/ngx-jwt-auth/src');

requireBuiltPackage();
const apps = ['minimal', 'memory', 'cookie', 'typical', 'everything'].map((app) => {
  const file = join(bundles, app, '0/browser/main.js');
  const isCurrent =
    existsSync(file) && statSync(file).mtimeMs > statSync(join(dist, 'package.json')).mtimeMs;
  if (!isCurrent)
    fail(`${file.slice(root.length)} is missing or old. Run \`npm run check -- size\` first.`);
  return { app, script: readFileSync(file, 'utf8') };
});
const library = readFileSync(join(dist, `fesm2022/${flatName}.mjs`), 'utf8');

const texts = filesBelow(sources)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .flatMap(developmentTexts);
if (texts.length === 0) {
  fail(
    'No call of devWarn(), devError() or devThrow() was found in the sources. Were they renamed?',
  );
}

const problems = texts.flatMap(({ text, where }) => {
  // The search must be able to find the text: in the library as built, nothing was removed yet.
  if (!library.includes(text)) return [`${where}: "${text}" is not even in the built library.`];
  const found = apps.filter(({ script }) => script.includes(text)).map(({ app }) => app);
  return found.length > 0 ? [`${where}: "${text}" is in ${found.join(', ')}`] : [];
});
for (const { app, script } of apps) {
  if (script.includes('ngDevMode')) problems.push(`ngDevMode is in ${app}`);
}
if (problems.length > 0) {
  problems.push(
    '\nKeep it behind the condition of src/lib/dev-mode.ts: the bundler drops only what hangs on a',
    'literal `false`, which it sees through no module-level const and no method.',
  );
}
finish(problems, `${texts.length} texts of development checks, none in production.`);

/**
 * The pieces of the messages given to devWarn(), devError(), devThrow() and why(), and all texts of
 * the files for development alone.
 * @param {string} file
 */
function developmentTexts(file) {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.ES2022,
    true,
  );
  /** @type {{ text: string, where: string }[]} */
  const found = [];
  /** @type {(node: ts.Node, isText: boolean) => void} */
  const visit = (node, isText) => {
    const isCall =
      ts.isCallExpression(node) &&
      /^(?:dev(?:Warn|Error|Throw)|why)$/.test(node.expression.getText());
    const isInteresting = isText || isCall;
    const isLiteral =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node);
    if (isInteresting && isLiteral) {
      // What a minifier may write in another way is left out: quotes, escapes, non-ASCII.
      const text = node.text
        .split(/['"`\\$]|[^\x20-\x7e]/)
        .reduce((best, part) => (part.length > best.length ? part : best), '');
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      // Names and short texts could be in the app by right.
      if (text.length >= 12 && text.includes(' '))
        found.push({ text, where: `${file.slice(root.length)}:${line}` });
    }
    // An import path is no message.
    if (!ts.isImportDeclaration(node)) node.forEachChild((child) => visit(child, isInteresting));
  };
  visit(source, /\/(?:dev-checks|publish-explain)\.ts$/.test(file));
  return found;
}

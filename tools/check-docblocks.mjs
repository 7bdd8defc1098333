// Every exported symbol of every entry point has a docblock that says @publicApi and shows, under
// @usageNotes, how to use it.
import ts from 'typescript';
import { finish, requireBuiltPackage } from './built-package.mjs';
import { entryPoints, publicApi } from './public-api.mjs';

requireBuiltPackage();
let count = 0;
const problems = entryPoints().flatMap(({ name: entryPoint, typings }) =>
  publicApi(typings).symbols.flatMap(({ name, declarations }) => {
    count++;
    const docblock = declarations.map(docblockOf).join('\n');
    const missing = [];
    if (!docblock.trim()) missing.push('a docblock');
    else {
      if (!/@publicApi\b/.test(docblock)) missing.push('@publicApi');
      if (!/@usageNotes\b/.test(docblock)) missing.push('@usageNotes');
      else if (!/@usageNotes[^@]*?```(?:ts|html)\b/.test(docblock.replace(/[^\s*]@/g, ''))) {
        missing.push('a ```ts or ```html example under @usageNotes');
      }
    }
    return missing.length > 0 ? [`${entryPoint}: ${name} lacks ${missing.join(', ')}`] : [];
  }),
);
finish(problems, `${count} exported symbols, each with a docblock and an example.`);

/** @param {ts.Declaration} declaration */
function docblockOf(declaration) {
  // The docblock of a const stands before its statement.
  const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const text = node.getSourceFile().text;
  return (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])
    .map(({ pos, end }) => text.slice(pos, end))
    .filter((comment) => comment.startsWith('/**'))
    .join('\n');
}

// The type tests: what apps may write compiles against the packed package, and mistakes do not.
//
//   npm test -- types
//
// In projects/ngx-jwt-auth/type-tests/ each folder is a program of its own, because an app augments
// `JwtAuthTypes` for a whole program. A test is a call of `test('...', () => {...})`; it fails when
// the compiler reports an error in it, also that of an unused `// @ts-expect-error`.
// A component is a test too; the errors that its template must have stand above the line in question:
//   <!-- @expect-error TS2322 admn -->   code, and a word of the message
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesBelow, requireBuiltPackage, root } from './built-package.mjs';
import { ngDiagnostics } from './ng-diagnostics.mjs';
import { installPackedPackage } from './packed-package.mjs';

requireBuiltPackage();
const tests = 'projects/ngx-jwt-auth/type-tests';
const { folder } = await installPackedPackage();
cpSync(join(root, tests), join(folder, 'type-tests'), { recursive: true });

let passed = 0;
let failed = 0;
for (const program of readdirSync(join(folder, 'type-tests'))) {
  const files = filesBelow(join(folder, 'type-tests', program)).filter((file) =>
    file.endsWith('.ts'),
  );
  if (files.length === 0) continue;
  const errors = withoutExpected(files, ngDiagnostics(files));
  for (const file of files) {
    for (const { name, first, last } of testsIn(file)) {
      const ours = errors.filter(
        (error) => error.file === file && error.line >= first && error.line <= last,
      );
      ours.forEach((error) => errors.splice(errors.indexOf(error), 1));
      if (ours.length === 0) passed++;
      else report(`${program}: ${name}`, ours);
    }
  }
  if (errors.length > 0) report(`${program}: outside of a test`, errors);
}
if (passed === 0) report('no test was found', []);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/**
 * @param {string} name
 * @param {readonly import('./ng-diagnostics.mjs').Diagnostic[]} errors
 */
function report(name, errors) {
  failed++;
  console.error(`FAILED ${name}`);
  for (const { file, line, message } of errors) {
    const where = file.replace(join(folder, 'type-tests'), tests);
    console.error(`  ${where}:${line} ${message.replaceAll('\n', '\n    ')}`);
  }
}

/**
 * The tests of a file with the lines they stand on.
 * @param {string} file
 */
function testsIn(file) {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.ES2022,
    true,
  );
  /** @type {(position: number) => number} */
  const line = (position) => source.getLineAndCharacterOfPosition(position).line + 1;
  return source.statements.flatMap((node) => {
    const range = { first: line(node.getStart()), last: line(node.end) };
    if (ts.isClassDeclaration(node) && ts.canHaveDecorators(node) && ts.getDecorators(node)) {
      return [{ name: node.name?.text ?? '', ...range }];
    }
    if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return [];
    const [name] = node.expression.arguments;
    const isTest = node.expression.expression.getText() === 'test';
    return isTest && name && ts.isStringLiteralLike(name) ? [{ name: name.text, ...range }] : [];
  });
}

/**
 * Takes out the errors that templates must have, and adds one for each that did not come.
 * @param {readonly string[]} files
 * @param {readonly import('./ng-diagnostics.mjs').Diagnostic[]} diagnostics
 */
function withoutExpected(files, diagnostics) {
  const errors = [...diagnostics];
  for (const file of files) {
    readFileSync(file, 'utf8')
      .split('\n')
      .forEach((text, index) => {
        const [, code, word] = /<!-- @expect-error (\w+) (.*?) -->/.exec(text) ?? [];
        if (!code || word === undefined) return;
        // The marked line is the next one; lines count from 1.
        const line = index + 2;
        const expected = errors.findIndex(
          (error) =>
            error.file === file &&
            error.line === line &&
            error.message.startsWith(`${code}:`) &&
            error.message.includes(word),
        );
        if (expected >= 0) errors.splice(expected, 1);
        else errors.push({ file, line, message: `${code} about "${word}" was expected here.` });
      });
  }
  return errors;
}

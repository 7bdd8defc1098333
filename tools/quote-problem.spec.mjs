import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quoteProblem } from './quote-problem.mjs';

const SOURCE = `import { a } from 'a';

export class Service {
  first(): void {
    one();

    two();
  }

  second(): void {
    three();
  }
}
`;

test('what stands in the source is a quotation', () => {
  assert.equal(quoteProblem(SOURCE, SOURCE), null);
  assert.equal(quoteProblem(`import { a } from 'a';\n`, SOURCE), null);
});

test('a part may have lost its indentation', () => {
  assert.equal(quoteProblem('first(): void {\n  one();\n\n  two();\n}', SOURCE), null);
  assert.match(String(quoteProblem('first(): void {\n    one();', SOURCE)), /do not follow/);
});

test('parts may be left out, and said to be', () => {
  const parts = 'export class Service {\n  // ...\n  second(): void {\n    three();\n  }\n}';
  assert.equal(quoteProblem(parts, SOURCE), null);
  assert.match(String(quoteProblem(parts.replace('  // ...\n', ''), SOURCE)), /do not follow/);
});

test('the parts keep their order', () => {
  const problem = quoteProblem('three();\n// ...\none();', SOURCE);
  assert.equal(problem, 'this line is not there: `one();`');
});

test('a line that was changed is named', () => {
  assert.equal(
    quoteProblem('second(): void {\n  four();\n}', SOURCE),
    'this line is not there: `four();`',
  );
});

test('nothing is no quotation', () => {
  assert.match(String(quoteProblem('', 'a();\n')), /.+/);
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inStyle } from './in-style.ts';

const style = { eol: '\r\n', indent: '\t', quote: '"', semicolon: '', trailingComma: true };

for (const [name, code, expected] of [
  ['strings', "f('https://a.com', 'b');\n", 'f("https://a.com", "b")\r\n'],
  ['lines and their margins', '{\n  a;\n    b;\n}\n', '{\r\n\ta\r\n\t\tb\r\n}\r\n'],
  ['no semicolon inside a line', 'for (;;) a(); // b;\n', 'for (;;) a(); // b;\r\n'],
  ['no comment', "/** It's; */\n// it's;\n", "/** It's; */\r\n// it's;\r\n"],
  ['no template, but its lines', "`\n  'a';\n`;\n", "`\r\n\t'a';\r\n`\r\n"],
] as const) {
  it(`writes ${name}`, () => assert.equal(inStyle(code, style), expected));
}

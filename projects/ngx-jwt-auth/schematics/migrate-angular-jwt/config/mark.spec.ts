import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mark } from './mark.ts';

it('a mark keeps the original below it, with the indentation it has', () => {
  assert.deepEqual(
    mark('why.', 'get: () => {\n        if (x) {\n          y();\n        }\n      }'),
    [
      '// ngx-jwt-auth: why.',
      '//   get: () => {',
      '//     if (x) {',
      '//       y();',
      '//     }',
      '//   }',
    ],
  );
});

it('a mark stands alone where there is no original', () => {
  assert.deepEqual(mark('why.'), ['// ngx-jwt-auth: why.']);
});

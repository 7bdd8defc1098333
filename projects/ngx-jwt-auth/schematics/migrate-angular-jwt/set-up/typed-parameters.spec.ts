import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as ts from 'typescript';
import { parseSource } from '../../shared/parse-source.ts';
import { typedParameters } from './typed-parameters.ts';

function typed(getter: string): string {
  const source = parseSource('/main.ts', `({ ${getter} });`);
  let property: ts.ObjectLiteralElementLike | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) property ??= node.properties[0];
    ts.forEachChild(node, visit);
  };
  visit(source);
  assert.ok(property);
  return typedParameters(property);
}

describe('typedParameters', () => {
  const rows = [
    [
      'tokenGetter: (request) => read(request)',
      'tokenGetter: (request?: HttpRequest<unknown>) => read(request)',
    ],
    ['tokenGetter: ( r? ) => 1', 'tokenGetter: ( r?: HttpRequest<unknown> ) => 1'],
    ['tokenGetter: async request => 1', 'tokenGetter: async (request?: HttpRequest<unknown>) => 1'],
    ['tokenGetter: function (r) {}', 'tokenGetter: function (r?: HttpRequest<unknown>) {}'],
    ['tokenGetter(r) {}', 'tokenGetter(r?: HttpRequest<unknown>) {}'],
    ['tokenGetter: (r?: HttpRequest<any>) => 1', 'tokenGetter: (r?: HttpRequest<any>) => 1'],
    ['tokenGetter: () => f((x) => x)', 'tokenGetter: () => f((x) => x)'],
    ['tokenGetter: Tokens.get', 'tokenGetter: Tokens.get'],
    ['tokenGetter', 'tokenGetter'],
  ] as const;
  for (const [getter, result] of rows) {
    it(getter, () => {
      assert.equal(typed(getter), result);
    });
  }
});

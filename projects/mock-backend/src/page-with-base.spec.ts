import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageWithBase } from './page-with-base.ts';

test('a page gets its folder as its base, and is else left alone', () => {
  const html = '<head><base href="./" /><link href="./a.css" /></head>';
  const expected = '<head><base href="/demo/" /><link href="./a.css" /></head>';
  assert.equal(pageWithBase(html, '/demo/'), expected);
});

test('a folder may have any name', () => {
  assert.equal(pageWithBase('<base href="./" />', '/$&/'), '<base href="/$&/" />');
});

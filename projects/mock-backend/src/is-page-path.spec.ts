import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPagePath } from './is-page-path.ts';

test("the app's routes lie below its folder and have no extension", () => {
  for (const path of ['/demo/', '/demo/movies', '/demo/movies/3/edit', '/demo/v1.2/movies']) {
    assert.equal(isPagePath(path, '/demo/'), true, path);
  }
  for (const path of ['/demo/main.js', '/demo/movies/3.png', '/demo', '/other/movies', '/']) {
    assert.equal(isPagePath(path, '/demo/'), false, path);
  }
});

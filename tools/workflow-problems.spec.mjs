import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { workflowProblems } from './workflow-problems.mjs';

const SHA = '0123456789abcdef0123456789abcdef01234567';

const GOOD = `
on: push
permissions:
  contents: read
jobs:
  build:
    steps:
      - uses: actions/checkout@${SHA} # v6.0.2
        with:
          persist-credentials: false
      - run: echo "$GITHUB_REF_NAME"
  publish:
    permissions:
      id-token: write
    steps:
      - run: npm publish
`;

describe('workflowProblems', () => {
  it('has no complaint about pinned actions and minimal permissions', () => {
    assert.deepEqual(workflowProblems(GOOD), []);
  });

  for (const [what, from, to, problem] of [
    ['a tag', `${SHA} # v6.0.2`, 'v6', /has to be pinned/],
    ['a short commit', SHA, SHA.slice(0, 12), /has to be pinned/],
    ['a pin without its version', ' # v6.0.2', '', /has to be pinned/],
    ['a pin with half a version', '# v6.0.2', '# v6', /has to be pinned/],
    ['an unknown action', 'actions/checkout', 'somebody/checkout', /is not one of/],
    ['no permissions', 'permissions:\n  contents: read\n', '', /at its top/],
    ['a right to write', 'contents: read', 'contents: write', /at its top/],
    ['another right', 'contents: read', 'packages: read', /at its top/],
    ['id-token for all jobs', 'contents: read', 'id-token: write', /at its top/],
    ['all rights', '\n  contents: read', ' write-all', /at its top/],
    ['a job that may write', 'id-token: write', 'contents: write', /publish: a job may have/],
    ['a job with all rights', '\n      id-token: write', ' write-all', /publish: a job may have/],
    ['a credential left behind', 'persist-credentials: false', 'fetch-depth: 1', /its token/],
    ['an expression in a script', '$GITHUB_REF_NAME', '${{ github.ref_name }}', /inject/],
    ['rights for strangers', 'on: push', 'on: pull_request_target', /code of strangers/],
    ['the same in a list', 'on: push', 'on: [push, workflow_run]', /code of strangers/],
    ['the same as a key', 'on: push', 'on:\n  workflow_run:', /code of strangers/],
    [
      'sources beside the right to publish',
      'run: npm publish',
      `uses: actions/checkout@${SHA} # v6.0.2`,
      /have the sources at hand/,
    ],
    [
      'a foreign job',
      '    steps:\n      - run: npm publish',
      '    uses: a/b',
      /another repository/,
    ],
  ]) {
    it(`complains about ${what}`, () => {
      const text = GOOD.replace(String(from), () => String(to));
      assert.notEqual(text, GOOD);
      assert.match(workflowProblems(text).join('\n'), RegExp(problem ?? ''));
    });
  }
});

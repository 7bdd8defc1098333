import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { releaseProblems } from './release-problems.mjs';

const CHANGELOG = `# Changelog

## [Unreleased]

## [1.2.3] - 2026-01-31

### Added

- A thing.

## [1.2.2] - 2026-01-30

[1.2.3]: https://example.com
`;

const GOOD = {
  manifest: {
    name: '@scope/name',
    version: '1.2.3',
    repository: { url: 'git+https://github.com/owner/name.git' },
  },
  changelog: CHANGELOG,
  readme: 'npm install @scope/name',
  changes: '',
  tag: 'v1.2.3',
  repository: 'owner/name',
};

/** @param {Partial<typeof GOOD['manifest']>} change */
function manifest(change) {
  return { manifest: { ...GOOD.manifest, ...change } };
}

/**
 * @param {string} from
 * @param {string} to
 */
function changelog(from, to) {
  return { changelog: CHANGELOG.replace(from, to) };
}

describe('releaseProblems', () => {
  it('lets a release pass', () => {
    assert.deepEqual(releaseProblems(GOOD), []);
  });

  it('lets a release pass before its tag, and outside of CI', () => {
    assert.deepEqual(releaseProblems({ ...GOOD, tag: undefined, repository: undefined }), []);
  });

  it('lets a pre-release pass', () => {
    const release = {
      ...GOOD,
      ...manifest({ version: '2.0.0-beta.1' }),
      ...changelog('[1.2.3]', '[2.0.0-beta.1]'),
      tag: 'v2.0.0-beta.1',
    };
    assert.deepEqual(releaseProblems(release), []);
  });

  /** @type {[string, object, RegExp][]} */
  const cases = [
    [
      'another tag',
      { tag: 'v1.2.4' },
      /^The tag is v1\.2\.4, but the package's version is 1\.2\.3/,
    ],
    ['a tag without v', { tag: '1.2.3' }, /^The tag is 1\.2\.3/],
    [
      'no version',
      { ...manifest({ version: '0.0.0' }), ...changelog('[1.2.3]', '[0.0.0]'), tag: undefined },
      /^The version 0\.0\.0/,
    ],
    ['the name of another', manifest({ name: 'ngx-jwt-auth' }), /belongs to somebody else/],
    ['no repository', { manifest: { name: 'n', version: '1.2.3' } }, /^repository is missing/],
    ['another repository', { repository: 'owner/fork' }, /^repository is git\+https/],
    ['no section', changelog('## [1.2.3]', '## [1.2.4]'), /no section "## \[1\.2\.3\] - <date>"/],
    ['no date', changelog(' - 2026-01-31', ''), /the date of 1\.2\.3/],
    ['an empty section', changelog('- A thing.', ''), /1\.2\.3 says nothing/],
    ['entries left over', changelog('ed]\n', 'ed]\n\n- B\n'), /what is under \[Unreleased\]/],
    ['a README of before', { readme: 'Not published yet.' }, /README\.md says/],
    ['uncommitted changes', { changes: ' M README.md' }, /not committed:\n M README\.md/],
  ];
  for (const [what, change, problem] of cases) {
    it(`refuses ${what}`, () => {
      const problems = releaseProblems({ ...GOOD, ...change });
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', problem);
    });
  }
});

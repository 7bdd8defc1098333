// Whether this commit can be released, see RELEASING.md. Needs no build and no dependencies.
//
//   npm run check:release               before the tag
//   ... -- --tag v1.2.3                 with it, as in .github/workflows/release.yml
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { finish, root } from './built-package.mjs';
import { releaseProblems } from './release-problems.mjs';

const { values } = parseArgs({ options: { tag: { type: 'string' } } });
const manifest = JSON.parse(read('projects/ngx-jwt-auth/package.json'));
const status = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
const problems = releaseProblems({
  manifest,
  changelog: read('CHANGELOG.md'),
  readme: read('README.md'),
  changes: status.status === 0 ? status.stdout.trimEnd() : 'git status failed',
  tag: values.tag,
  repository: process.env['GITHUB_REPOSITORY'],
});
finish(problems, `${manifest.name} ${manifest.version} can be released.`);

/** @param {string} file */
function read(file) {
  return readFileSync(join(root, file), 'utf8');
}

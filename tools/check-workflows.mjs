// The workflows in .github/workflows/: every action pinned and known, no more rights than needed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish, root } from './built-package.mjs';
import { workflowProblems } from './workflow-problems.mjs';

const folder = join(root, '.github/workflows');
const files = readdirSync(folder);
const problems = files.flatMap((file) =>
  workflowProblems(readFileSync(join(folder, file), 'utf8')).map(
    (problem) => `${file}: ${problem}`,
  ),
);
for (const file of ['ci.yml', 'release.yml'].filter((name) => !files.includes(name))) {
  problems.push(`${file} is missing.`);
}
finish(problems, `${files.length} workflows, pinned and with minimal permissions.`);

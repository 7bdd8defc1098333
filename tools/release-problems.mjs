/** Names that belong to somebody else on npm. After a transfer, take the name away here. */
const TAKEN = ['ngx-jwt-auth'];

/**
 * @typedef {object} Release
 * @property {{ name: string, version: string, repository?: { url?: string } }} manifest
 * @property {string} changelog
 * @property {string} readme
 * @property {string} changes What `git status --porcelain` prints.
 * @property {string | undefined} tag The tag that is being released; none before there is one.
 * @property {string | undefined} repository `owner/name` on GitHub, where CI says it.
 */

/**
 * Why this must not be published. Each of these would be noticed only when it is too late: a version
 * on npm is for ever.
 * @param {Release} release
 * @returns {string[]}
 */
export function releaseProblems({ manifest, changelog, readme, changes, tag, repository }) {
  const { name, version } = manifest;
  const url = manifest.repository?.url;
  const [, date, entries] = sectionOf(changelog, version) ?? [];
  /** @type {[boolean, string][]} */
  const rules = [
    [
      /^(?!0\.0\.0)\d+\.\d+\.\d+(?:-[a-z]+\.\d+)?$/.test(version),
      `The version ${version} is neither like 1.2.3 nor like 1.2.3-beta.0.`,
    ],
    [
      tag === undefined || tag === `v${version}`,
      `The tag is ${tag}, but the package's version is ${version}.`,
    ],
    [
      !TAKEN.includes(name),
      `${name} belongs to somebody else on npm: \`npm run rename -- @scope/${name}\`.`,
    ],
    [
      url !== undefined,
      'repository is missing in projects/ngx-jwt-auth/package.json: provenance needs it. ' +
        '`npm run rename -- <name> --repository https://github.com/<owner>/<name>` writes it.',
    ],
    [
      url === undefined || repository === undefined || url.includes(`github.com/${repository}.git`),
      `repository is ${url}, but this is ${repository}: npm would refuse the provenance.`,
    ],
    [entries !== undefined, `CHANGELOG.md has no section "## [${version}] - <date>".`],
    [
      date === undefined || /^\d{4}-\d{2}-\d{2}$/.test(date),
      `CHANGELOG.md: the date of ${version} is not like 2026-01-31, but ${date}.`,
    ],
    [entries === undefined || entries !== '', `CHANGELOG.md: ${version} says nothing.`],
    [
      (sectionOf(changelog, 'Unreleased')?.[2] ?? '') === '',
      `CHANGELOG.md: what is under [Unreleased] belongs to ${version}, if it is released.`,
    ],
    [!/not published yet/i.test(readme), 'README.md says that it is not published yet.'],
    [changes === '', `There are changes that are not committed:\n${changes}`],
  ];
  return rules.filter(([holds]) => !holds).map(([, problem]) => problem);
}

/**
 * The date and the text of a version's section.
 * @param {string} changelog
 * @param {string} version
 */
function sectionOf(changelog, version) {
  const section = changelog.split(/^(?=## )/m).find((each) => each.startsWith(`## [${version}]`));
  if (section === undefined) return undefined;
  const [heading = '', ...lines] = section.split('\n');
  const text = lines.filter((line) => !/^(?:\[[^\]]+\]: .*|#+ .*)?$/.test(line.trim())).join('\n');
  return [heading, heading.split(' - ')[1] ?? '', text];
}

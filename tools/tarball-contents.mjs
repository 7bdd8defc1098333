/**
 * What is in the tarball, part by part: every pattern of a part has to match a file, and every file a
 * pattern of a part. A new kind of file is a decision to take here.
 *
 * A part is there when package.json names it: an entry point in `exports`, or the schematics.
 * @param {string} flatName the package's name in the names of files
 * @returns {Record<string, RegExp[]>}
 */
export function tarballContents(flatName) {
  /** @param {string} file */
  const built = (file) => [
    new RegExp(`^fesm2022/${file}\\.mjs$`),
    new RegExp(`^fesm2022/${file}\\.mjs\\.map$`),
    new RegExp(`^types/${file}\\.d\\.ts$`),
  ];
  return {
    './package.json': [/^package\.json$/, /^README\.md$/, /^LICENSE$/, /^CHANGELOG\.md$/],
    '.': built(flatName),
    './compat': built(`${flatName}-compat`),
    './testing': built(`${flatName}-testing`),
    // Made by tsc, for plain Node.
    './playwright': [/^playwright\/[\w-]+\.js$/, /^playwright\/[\w-]+\.d\.ts$/],
    // What `ng add`, `ng generate` and `ng update` run.
    schematics: [
      /^schematics\/package\.json$/,
      /^schematics\/(?:collection|migrations)\.json$/,
      /^schematics\/(?:[\w-]+\/)*[\w-]+\.js$/,
      /^schematics\/(?:[\w-]+\/)*schema\.json$/,
    ],
  };
}

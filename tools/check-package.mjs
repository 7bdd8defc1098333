// Looks at the package as `npm publish` would send it: the files in the tarball, its package.json,
// what publint and "are the types wrong" say, and whether an app that installed it builds.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import {
  dist,
  finish,
  flatName,
  packageName,
  requireBuiltPackage,
  root,
} from './built-package.mjs';
import { installPackedPackage } from './packed-package.mjs';
import { tarballContents } from './tarball-contents.mjs';

/** The ranges that a matrix of real apps was built with; wider ones are a claim without proof. */
const ANGULAR = '^20.1.0 || ^21.0.0 || ^22.0.0';
const PEERS = {
  '@angular/common': ANGULAR,
  '@angular/core': ANGULAR,
  '@angular/router': ANGULAR,
  rxjs: '^7.5.5',
};

/** @type {string[]} */
const problems = [];
const manifest = requireBuiltPackage();
const { folder, installed, tarball, files } = await installPackedPackage();

checkFiles();
checkManifest();
checkImports();
await checkWithPublint();
checkWithAttw();
checkApp();
finish(
  problems,
  `${files.length} files, publint and attw have no complaint, an app with it builds.`,
);

function checkFiles() {
  const contents = tarballContents(flatName);
  const parts = [...Object.keys(manifest.exports), ...(manifest.schematics ? ['schematics'] : [])];
  for (const part of parts.filter((name) => !contents[name])) {
    problems.push(`package.json names ${part}. Say in tools/tarball-contents.mjs what is in it.`);
  }
  const patterns = parts.flatMap((part) => contents[part] ?? []);
  for (const file of files.filter((name) => !patterns.some((pattern) => pattern.test(name)))) {
    problems.push(`${file} is in the package and should not be: see tools/tarball-contents.mjs.`);
  }
  for (const pattern of patterns.filter((each) => !files.some((file) => each.test(file)))) {
    problems.push(`There is no ${pattern.source} in the package: \`npm run build\` makes it all.`);
  }
  for (const file of files) checkPaths(file, readFileSync(join(installed, file), 'utf8'));
  const readme = join(installed, 'README.md');
  if (existsSync(readme) && readFileSync(readme, 'utf8').length < 1000) {
    problems.push('README.md has less than 1000 characters: it is the page on npm.');
  }
}

/**
 * The machine it was built on is nobody's business, and the same sources give the same package.
 * @param {string} file
 * @param {string} text
 */
function checkPaths(file, text) {
  if (text.includes(root)) problems.push(`${file} names a folder of the machine it was built on.`);
  if (!file.endsWith('.map')) return;
  /** @type {{ sources: string[], sourcesContent?: string[], sourceRoot?: string }} */
  const { sources, sourcesContent, sourceRoot } = JSON.parse(text);
  for (const source of sources.filter((each) => !/^(?:\.\.\/)+projects\//.test(each))) {
    problems.push(`${file} has the source ${source}, which is not below projects/.`);
  }
  if (sourceRoot) problems.push(`${file} has the source root ${sourceRoot}.`);
  if (sourcesContent?.length !== sources.length) {
    problems.push(`${file} lacks the text of its sources, which are not in the package.`);
  }
}

function checkManifest() {
  const expected = {
    name: packageName,
    license: 'MIT',
    sideEffects: false,
    type: 'module',
    peerDependencies: PEERS,
  };
  for (const [field, value] of Object.entries(expected)) {
    if (JSON.stringify(sorted(manifest[field])) !== JSON.stringify(sorted(value))) {
      problems.push(
        `package.json: ${field} is ${JSON.stringify(manifest[field])}, not ${JSON.stringify(value)}.`,
      );
    }
  }
  for (const field of ['version', 'description', 'keywords']) {
    if (!manifest[field]) problems.push(`package.json: there is no ${field}.`);
  }
  for (const field of ['scripts', 'devDependencies']) {
    if (manifest[field]) problems.push(`package.json: ${field} is of no use to users.`);
  }
}

/** Whatever the code imports has to be installed with it. */
function checkImports() {
  const declared = [
    ...Object.keys(manifest.dependencies ?? {}),
    ...Object.keys(manifest.peerDependencies ?? {}),
  ];
  const used = new Set();
  for (const file of files.filter((name) => /\.(?:mjs|d\.ts)$/.test(name))) {
    const { importedFiles } = ts.preProcessFile(readFileSync(join(installed, file), 'utf8'));
    for (const { fileName } of importedFiles) {
      const name = /^(?:@[^/]+\/)?[^/]+/.exec(fileName)?.[0] ?? '';
      if (name.startsWith('.') || name === manifest.name || name.startsWith('node:')) continue;
      used.add(name);
      if (!declared.includes(name)) {
        problems.push(`${file} imports ${name}, which package.json does not name.`);
      }
    }
  }
  // ng-packagr adds tslib to every package, whether a helper is used or not.
  for (const name of declared.filter((each) => !used.has(each) && each !== 'tslib')) {
    problems.push(`package.json names ${name}, which nothing imports.`);
  }
}

async function checkWithPublint() {
  const { messages } = await publint({ pkgDir: dist, strict: true });
  for (const message of messages) {
    problems.push(`publint: ${formatMessage(message, manifest) ?? message.code}`);
  }
}

function checkWithAttw() {
  const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  const args = [
    attw,
    tarball,
    '--profile',
    'esm-only',
    '--no-definitely-typed',
    '--no-color',
    '--no-emoji',
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) problems.push(`attw:\n${stdout}${stderr}`);
}

/** The apps of bench/size, moved to where the tarball is installed. */
function checkApp() {
  const app = join(folder, 'app');
  cpSync(join(root, 'bench/size'), app, { recursive: true });
  cpSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  const tsconfig = {
    extends: '../tsconfig.json',
    // No mapped paths: the package is found as in any app. Its typings are checked too.
    compilerOptions: { types: [], paths: {}, skipLibCheck: false },
    include: ['src/everything.ts'],
  };
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify(tsconfig));
  writeFileSync(join(app, 'package.json'), JSON.stringify({ private: true }));
  const ng = join(root, 'node_modules/@angular/cli/bin/ng.js');
  const args = [
    ng,
    'build',
    'size',
    '--browser',
    'src/everything.ts',
    '--output-path',
    join(folder, 'out'),
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: app,
    encoding: 'utf8',
    env: { ...process.env, NG_CLI_ANALYTICS: 'false', NO_COLOR: '1' },
  });
  if (status !== 0)
    problems.push(`An app that installed the tarball does not build:\n${stdout}${stderr}`);
}

/** @param {unknown} value */
function sorted(value) {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort());
}

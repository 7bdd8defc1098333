// Whether the API reference in docs/api is that of the built package.
//
//   npm run docs                  writes it
//   node tools/check-api-docs.mjs     compares; fails on a difference
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filesBelow, finish, requireBuiltPackage } from './built-package.mjs';
import { apiDocs, generateApiDocs } from './generate-api-docs.mjs';

requireBuiltPackage();
const pages = await generateApiDocs();

if (process.argv.includes('--update')) {
  rmSync(apiDocs, { recursive: true, force: true });
  for (const [path, text] of pages) {
    mkdirSync(dirname(join(apiDocs, path)), { recursive: true });
    writeFileSync(join(apiDocs, path), text);
  }
}

const written = existsSync(apiDocs) ? filesBelow(apiDocs) : [];
const paths = new Set([...pages.keys(), ...written.map((file) => relative(apiDocs, file))]);
const different = [...paths].sort().filter((path) => {
  const file = join(apiDocs, path);
  return !existsSync(file) || readFileSync(file, 'utf8') !== pages.get(path);
});
finish(
  different.map((path) => `docs/api/${path} is not up to date. Run \`npm run docs\`.`),
  `${pages.size} pages, each as the docblocks say.`,
);

// Links that lead nowhere: relative links and anchors in the Markdown files and llms.txt, and
// {@link} in the docblocks of the public API.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { finish, requireBuiltPackage, root } from './built-package.mjs';
import { entryPoints, publicApi } from './public-api.mjs';

requireBuiltPackage();
/** @type {string[]} */
const problems = [];
let count = 0;

for (const page of markdownFiles()) checkPage(page);
checkDocblocks();
finish(problems, `${count} links, all of them lead somewhere.`);

/** What git knows or would add, so that build output and caches are left out. */
function markdownFiles() {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '*.md', 'llms.txt'];
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error('git ls-files failed: is this a git checkout?');
  return stdout
    .split('\0')
    .filter((file) => file && existsSync(join(root, file)))
    .sort();
}

/** @param {string} page */
function checkPage(page) {
  const text = withoutCode(readFileSync(join(root, page), 'utf8'));
  const patterns = [
    /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g, // [text](target "title"), ![alt](target)
    /^\s{0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/gm, // [label]: target
    /<(?:a|img|source)\b[^>]*?\b(?:href|src|srcset)="([^"]+)"/g, // HTML
  ];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const target = match[1] ?? '';
      // Addresses on the web are not for a check that has to run offline.
      if (/^[a-z][a-z\d+.-]*:/i.test(target)) continue;
      count++;
      const problem = problemOf(page, target);
      const line = text.slice(0, match.index).split('\n').length;
      if (problem) problems.push(`${page}:${line} ${target}: ${problem}`);
    }
  }
}

/**
 * @param {string} page
 * @param {string} target
 */
function problemOf(page, target) {
  const [path = '', anchor] = decodeURIComponent(target).split('#');
  const file = path ? normalize(join(path.startsWith('/') ? '.' : dirname(page), path)) : page;
  if (file.startsWith('..')) return 'leads out of the repository';
  if (!existsSync(join(root, file))) return 'there is no such file';
  if (anchor === undefined || !file.endsWith('.md') || statSync(join(root, file)).isDirectory()) {
    return null;
  }
  const anchors = anchorsOf(file);
  return anchors.includes(anchor)
    ? null
    : `${file} has no such heading; it has #${anchors.join(' #')}`;
}

/**
 * The anchors of a page, as GitHub makes them of its headings.
 * @param {string} file
 */
function anchorsOf(file) {
  const text = withoutCode(readFileSync(join(root, file), 'utf8'), false);
  /** @type {Map<string, number>} */
  const seen = new Map();
  const headings = [...text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading = '']) => {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
  const named = [...text.matchAll(/<a\b[^>]*?\b(?:id|name)="([^"]+)"/g)].map(([, id = '']) => id);
  return [...headings, ...named];
}

/**
 * Blanks code, keeping the lines.
 * @param {string} text
 * @param {boolean} [isInlineToo]
 */
function withoutCode(text, isInlineToo = true) {
  const blank = (/** @type {string} */ code) => code.replace(/[^\n]/g, ' ');
  const blocks = text.replace(/^([ \t]*)(`{3,}|~{3,})[\s\S]*?^\1\2[ \t]*$/gm, blank);
  return isInlineToo ? blocks.replace(/`[^`\n]+`/g, blank) : blocks;
}

/** A {@link X} of the public API names something that users can import, or a member of it. */
function checkDocblocks() {
  const apis = entryPoints().map(({ typings }) => publicApi(typings));
  const exported = new Map(apis.flatMap(({ symbols }) => symbols.map((each) => [each.name, each])));
  for (const { name, declarations } of exported.values()) {
    for (const declaration of declarations) {
      const statement = ts.isVariableDeclaration(declaration)
        ? declaration.parent.parent
        : declaration;
      for (const [, target = ''] of statement
        .getFullText()
        .matchAll(/\{@link\s+([^\s}|]+)[^}]*\}/g)) {
        if (/^https?:/.test(target)) continue;
        count++;
        const [symbol = '', member] = target.replace(/\(\)$/, '').split(/[.#]/);
        const found = exported.get(symbol);
        const isFound = found && (member === undefined || membersOf(found).includes(member));
        if (!isFound) problems.push(`docblock of ${name}: {@link ${target}} is no exported name.`);
      }
    }
  }
}

/** @param {import('./public-api.mjs').PublicSymbol} symbol */
function membersOf({ declarations }) {
  return declarations.flatMap((declaration) =>
    ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration)
      ? declaration.members.map((member) => member.name?.getText() ?? '')
      : [],
  );
}

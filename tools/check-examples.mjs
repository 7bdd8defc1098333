// Compiles every example: the ts and html blocks in the docblocks of the package's typings, in the
// texts at the root and in docs/. An example is a module of an app that has the built package installed;
// what tools/examples/ declares is there, and a name of Angular, RxJS or this library that
// it uses without importing it is imported for it.
//
// An html block is the template of a component that has JwtHasRole and the router's directives.
//
// A block that cannot compile by its nature, such as a server's code, says so and why:
//   ```ts ignore: code of the server
//
// A block that quotes one of examples/, whether it is compiled or ignored, has to stand there word for
// word; `// ...` in a line of its own leaves something out. Each of the examples is quoted somewhere.
//   ```ts ignore: quotes examples/express/src/app.ts
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import {
  dist,
  filesBelow,
  finish,
  packageName,
  requireBuiltPackage,
  root,
} from './built-package.mjs';
import { ngDiagnostics } from './ng-diagnostics.mjs';
import { entryPoints, publicApi } from './public-api.mjs';
import { quoteProblem } from './quote-problem.mjs';

/**
 * @typedef {object} Example
 * @property {string} where The file, as its author knows it.
 * @property {number} line Its first line there.
 * @property {string} language
 * @property {string} flags What stands behind the language.
 * @property {string} code
 */

/** Names that an example may use without an import, and where they come from. */
const IMPORTABLE = [
  '@angular/common',
  '@angular/common/http',
  '@angular/common/http/testing',
  '@angular/core',
  '@angular/core/rxjs-interop',
  '@angular/platform-browser',
  '@angular/router',
  'rxjs',
  // After '@angular/core', which has another inject().
  '@angular/core/testing',
  '@angular/router/testing',
];

/** What a component around an html example has at hand. */
const COMPONENT_IMPORTS = ['JwtHasRole', 'RouterLink', 'RouterOutlet'];

requireBuiltPackage();
const work = join(root, 'dist/examples');
rmSync(work, { recursive: true, force: true });
// As installed in an app: found by its name, resolved by the `exports` of its package.json.
const installed = join(work, 'node_modules', packageName);
mkdirSync(dirname(installed), { recursive: true });
symlinkSync(dist, installed, 'junction');
cpSync(join(root, 'tools/examples'), work, { recursive: true });
const prelude = ['prelude.ts', 'app-files.d.ts'].map((file) => join(work, file));

const origins = importableNames();
/** @type {string[]} */
const problems = [];
const blocks = [...docblockExamples(), ...markdownExamples()];
checkQuotations();
const examples = blocks.filter(isChecked);

/** @type {Map<string, { example: Example, offset: number }>} */
const written = new Map();
examples.forEach((example, index) => {
  const file = join(work, `example-${index + 1}.ts`);
  const { source, offset } = example.language === 'ts' ? toModule(example) : toComponent(example);
  writeFileSync(file, source);
  written.set(file, { example, offset });
});

// An example that declares the app's own roles does so for its whole program: it gets one of its own.
const files = [...written.keys()];
const alone = files.filter((file) => /declare module/.test(readFileSync(file, 'utf8')));
const together = files.filter((file) => !alone.includes(file));
for (const program of [together, ...alone.map((file) => [file])]) {
  for (const { file, line, message } of ngDiagnostics([...prelude, ...program])) {
    const origin = written.get(file);
    if (!origin) problems.push(`${file.slice(root.length)}:${line} ${message}`);
    else {
      const { example, offset } = origin;
      problems.push(`${example.where}:${example.line + Math.max(0, line - offset - 1)} ${message}`);
    }
  }
}
finish(problems, `${examples.length} examples, all of them compile.`);

/**
 * @param {Example} example
 */
function isChecked({ where, line, language, flags }) {
  if (language !== 'ts' && language !== 'html') {
    if (/^(?:typescript|tsx|js|javascript)$/.test(language)) {
      problems.push(
        `${where}:${line - 1} is marked \`${language}\`: write \`ts\`, so that it is compiled.`,
      );
    }
    return false;
  }
  if (!flags.startsWith('ignore')) return true;
  if (!/^ignore: \S.{4,}/.test(flags)) {
    problems.push(
      `${where}:${line - 1} is ignored without a reason: write \`\`\`${language} ignore: why`,
    );
  }
  return false;
}

function checkQuotations() {
  const unquoted = new Set(
    readdirSync(join(root, 'examples')).filter((name) =>
      existsSync(join(root, 'examples', name, 'package.json')),
    ),
  );
  for (const { where, line, flags, code } of blocks) {
    const file = /(?:^|: )quotes (\S+)$/.exec(flags)?.[1];
    if (file === undefined) continue;
    unquoted.delete(file.split('/')[1] ?? '');
    const source = join(root, file);
    const problem = existsSync(source)
      ? quoteProblem(code, readFileSync(source, 'utf8'))
      : 'there is no such file';
    if (problem !== null) problems.push(`${where}:${line - 1} quotes ${file}: ${problem}`);
  }
  for (const name of unquoted) problems.push(`examples/${name} is quoted nowhere in docs/.`);
}

/** The blocks in all docblocks of the typings, placed where they stand in the sources. */
function docblockExamples() {
  const sources = filesBelow(join(root, 'projects/ngx-jwt-auth'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  return entryPoints().flatMap(({ typings }) => {
    const text = readFileSync(typings, 'utf8');
    return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((match) => {
      const [docblock] = match;
      const lines = docblock.split('\n').map((line) => line.replace(/^\s*\*(?: |$)/, ''));
      const start = lineOf(text, match.index);
      return codeBlocks(lines).map(({ line, ...block }) => {
        // Authors edit sources, not typings: name the place there.
        const needle = normalized(docblock);
        const source = sources.find((candidate) => normalized(candidate.text).includes(needle));
        const first = docblock.split('\n')[1]?.trim() ?? '';
        const shift = source
          ? lineOf(source.text, source.text.indexOf(first, indexOfDocblock(source.text, needle))) -
            1
          : start;
        return {
          ...block,
          where: (source?.file ?? typings).slice(root.length),
          line: shift + line - 1,
        };
      });
    });
  });
}

/** The blocks in the texts at the root and in docs/, but for the reference: those are of docblocks. */
function markdownExamples() {
  const docs = join(root, 'docs');
  const reference = join(docs, 'api/');
  const pages = [
    ...['README.md', 'AGENTS.md', 'CONTRIBUTING.md'].map((name) => join(root, name)),
    ...filesBelow(docs).filter((file) => file.endsWith('.md') && !file.startsWith(reference)),
  ].filter((page) => existsSync(page));
  return pages.flatMap((page) =>
    codeBlocks(readFileSync(page, 'utf8').split('\n')).map((block) => ({
      ...block,
      where: page.slice(root.length),
    })),
  );
}

/**
 * The fenced blocks of a text; `line` is the 1-based line of the first line of code.
 * @param {readonly string[]} lines
 */
function codeBlocks(lines) {
  /** @type {{ line: number, language: string, flags: string, code: string }[]} */
  const blocks = [];
  for (let index = 0; index < lines.length; index++) {
    const [, indent, fence, language, flags] =
      /^(\s*)(`{3,})(\w+)[ ,]*(.*)$/.exec(lines[index] ?? '') ?? [];
    if (indent === undefined || !fence || !language) continue;
    const start = index + 1;
    while (++index < lines.length && (lines[index] ?? '').trim() !== fence);
    const code = lines
      .slice(start, index)
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
      .join('\n');
    blocks.push({ line: start + 1, language, flags: flags?.trim() ?? '', code });
  }
  return blocks;
}

/**
 * @param {Example} example
 */
function toModule({ code }) {
  // One line, so that the lines of the example keep their distance.
  return { source: `${missingImports(code)} export {};\n${code}\n`, offset: 1 };
}

/**
 * @param {Example} example
 */
function toComponent({ code }) {
  const head =
    `import { Component } from '@angular/core'; import { RouterLink, RouterOutlet } from '@angular/router'; ` +
    `import { JwtAuth, JwtHasRole } from '${packageName}'; ` +
    `@Component({ selector: 'app-example', imports: [${COMPONENT_IMPORTS.join(', ')}], template: \``;
  const template = code.replace(/[\\`]|\$\{/g, '\\$&');
  const tail =
    '`}) export class Example { readonly auth!: JwtAuth; signIn(): void {} signOut(): void {} }';
  return { source: `${head}\n${template}\n${tail}\n`, offset: 1 };
}

/**
 * The imports that an example leaves out.
 * @param {string} code
 */
function missingImports(code) {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true);
  /** @type {Set<string>} */
  const used = new Set();
  /** @type {Set<string>} */
  const declared = new Set();
  /** @type {(node: ts.Node) => void} */
  const visit = (node) => {
    if (ts.isIdentifier(node)) {
      const parent = node.parent;
      const isDeclaration =
        'name' in parent && parent.name === node && !ts.isPropertyAccessExpression(parent);
      const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
      if (
        isDeclaration &&
        !ts.isPropertyAssignment(parent) &&
        !ts.isShorthandPropertyAssignment(parent)
      ) {
        // A member or a parameter of another scope hides no import.
        if (parent.parent === source || !ts.isClassElement(parent)) declared.add(node.text);
      } else if (!isMember && !ts.isPropertyAssignment(parent)) used.add(node.text);
      else if (ts.isPropertyAssignment(parent) && parent.initializer === node) used.add(node.text);
      if (ts.isShorthandPropertyAssignment(parent)) used.add(node.text);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return [...used]
    .filter((name) => !declared.has(name) && origins.has(name))
    .map((name) => `import { ${name} } from '${origins.get(name)}';`)
    .join(' ');
}

/** Which module an exported name comes from; this library first. */
function importableNames() {
  /** @type {Map<string, string>} */
  const names = new Map();
  const resolution = {
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const modules = [...entryPoints().map(({ name }) => name), ...IMPORTABLE];
  for (const module of modules) {
    const { resolvedModule } = ts.resolveModuleName(module, join(work, 'x.ts'), resolution, ts.sys);
    if (!resolvedModule) continue;
    for (const { name } of publicApi(resolvedModule.resolvedFileName).symbols) {
      if (!names.has(name)) names.set(name, module);
    }
  }
  return names;
}

/**
 * @param {string} text
 * @param {number} index
 */
function lineOf(text, index) {
  return text.slice(0, index).split('\n').length;
}

/**
 * The typings indent as they like.
 * @param {string} text
 */
function normalized(text) {
  return text.replace(/^\s+/gm, '');
}

/**
 * Where a docblock, given without its indentation, begins in a source.
 * @param {string} text
 * @param {string} docblock
 */
function indexOfDocblock(text, docblock) {
  const found = [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].find(
    ([candidate]) => normalized(candidate) === docblock,
  );
  return found?.index ?? 0;
}

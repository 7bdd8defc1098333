/**
 * The text of a file once the package has another name on npm.
 *
 * The old name is also the name of folders, of the Angular project, of the project in prose, the
 * start of messages and the key of what is stored in browsers: all of them stay, the last above
 * all, or every user would be signed out. So it is renamed only where it can be nothing but the
 * package's: as a module, in a command, in an address, in the paths of what is built and installed.
 * In code that needs the name for something else, call the constant or property `packageName`.
 * @param {string} file its path; some rules are for some kinds of files
 * @param {string} text
 * @param {string} from
 * @param {string} to
 * @returns {string}
 */
export function renamedText(file, text, from, to) {
  let renamed = text;
  for (const [pattern, name] of rules(file, from, to)) {
    renamed = renamed.replace(pattern, () => name);
  }
  return renamed;
}

/**
 * Each pattern matches the old name and nothing around it.
 * @param {string} file
 * @param {string} from
 * @param {string} to
 * @returns {[RegExp, string][]}
 */
function rules(file, from, to) {
  const name = escaped(from);
  const flat = escaped(flatName(from));
  /** @type {[string, string][]} */
  const everywhere = [
    // from '...', import '...', import('...'), require('...'), declare module '...'
    [`(?<=\\b(?:from|import|require|module)\\s*\\(?\\s*\\\\?["'\`])${name}(?=["'\`/\\\\])`, to],
    // 'name/testing': only the package has entry points
    [`(?<=["'\`])${name}(?=/(?:compat|playwright|testing|package\\.json)\\b)`, to],
    // a convention for schematics and tools: PACKAGE_NAME = '...', packageName: '...'
    [`(?<=\\b(?:PACKAGE_NAME|packageName)"?\\s*[:=]\\s*["'\`])${name}(?=["'\`])`, to],
    // a regular expression for module names, as in eslint.config.js
    [`(?<=\\^)${name}(?=\\(\\$\\|/\\)|\\$|/)`, to],
    // npm install a b name@1, ng add name, ng generate name:migrate
    [`(?<=${command()}(?:[^\\n\`;&|<>]*?\\s)?["']?)${name}(?=[@:\\s\`"'.,)]|$)`, to],
    // badges and links
    [`(?<=\\b(?:npm/\\w+|npmjs\\.com/package|unpkg\\.com|bundlephobia\\.com/package)/)${name}`, to],
    [`(?<=\\bnode_modules\\\\?/)${name}(?![\\w-])`, to],
    [`(?<=\\b(?:fesm2022|types)\\\\?/)${flat}(?![A-Z0-9_])`, flatName(to)],
    // what npm pack makes
    [`(?<![\\w-])${flat}(?=-(?:\\d|<|\\*)\\S*?\\.tgz)`, flatName(to)],
    [`(?<=API Report File for ")${name}(?=["/])`, to],
  ];
  const base = file.split('/').at(-1) ?? '';
  // Keys of `paths`; in angular.json the same would be the project.
  if (/^tsconfig.*\.json$/.test(base)) everywhere.push([`(?<=")${name}(?=(?:/[^"]*)?"\\s*:)`, to]);
  // Keys of `dependencies`.
  if (base === 'package.json') everywhere.push([`(?<=")${name}(?="\\s*:)`, to]);
  // `name:migrate`; in code it could be a key.
  if (base.endsWith('.md')) everywhere.push([`(?<=\`)${name}(?=:[a-z][\\w-]*[\`\\s])`, to]);
  return everywhere.map(([pattern, replacement]) => [new RegExp(pattern, 'gm'), replacement]);
}

/** The commands that are followed by packages; `ng build` and `ng test` are followed by a project. */
function command() {
  const npm =
    'add|audit|deprecate|dist-tag|i|info|install|owner|rm|show|trust|un(?:install|publish)|up(?:date)?|view';
  return `\\b(?:(?:npm|pnpm|yarn|bun) (?:${npm})|ng (?:add|g|generate|update)|npx)\\s+`;
}

/**
 * What ng-packagr and npm pack make of a name: `@scope/name` gives `scope-name`.
 * @param {string} name
 */
function flatName(name) {
  return name.replace(/^@/, '').replace('/', '-');
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

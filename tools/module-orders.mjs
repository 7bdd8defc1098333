import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import ts from 'typescript';

/** @typedef {Map<string, { texts: string[], imports: Set<string> }>} Modules by their sources */

/**
 * Gives a bundled script with its modules in other orders: the same program, and the same orders every time.
 * @param {string} file with its source map beside it
 * @param {number} count
 * @returns {string[]}
 */
export function moduleOrders(file, count) {
  const { imports, modules, exports } = readBundle(file);
  return Array.from({ length: count }, (_, order) => {
    const names = shuffledModules(modules, String(order));
    const texts = names.flatMap((name) => modules.get(name)?.texts ?? []);
    return [...imports, ...texts, ...exports].join('\n');
  });
}

/**
 * An order that a bundler would write if the imports of the sources were sorted in another way: a module
 * stands behind those that it imports, since it may need them while it is loaded.
 * @param {Modules} modules
 * @param {string} seed
 */
function shuffledModules(modules, seed) {
  const keyOf = (/** @type {string} */ name) =>
    createHash('sha256')
      .update(seed + name)
      .digest('hex');
  const shuffled = (/** @type {Iterable<string>} */ names) =>
    [...names].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  /** @type {Set<string>} */
  const seen = new Set();
  /** @type {(name: string) => string[]} */
  const visit = (name) => {
    if (seen.has(name)) return [];
    seen.add(name);
    return [...shuffled(modules.get(name)?.imports ?? []).flatMap(visit), name];
  };
  return shuffled(modules.keys()).flatMap(visit);
}

/**
 * The statements of a bundle, by the source that each comes from.
 * @param {string} file
 */
function readBundle(file) {
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
  const program = ts.createProgram([file], {
    allowJs: true,
    noLib: true,
    noResolve: true,
    target: ts.ScriptTarget.ESNext,
    types: [],
  });
  // It also tells each node its parent.
  const checker = program.getTypeChecker();
  const statements = [...(program.getSourceFile(file)?.statements ?? [])];
  const own = statements.filter(
    (each) => !ts.isImportDeclaration(each) && !ts.isExportDeclaration(each),
  );
  const sources = new Map(own.map((each) => [/** @type {ts.Node} */ (each), sourceOf(each, map)]));
  /** @type {Modules} */
  const modules = new Map();
  for (const [statement, source] of sources) {
    const module = modules.get(source) ?? { texts: [], imports: new Set() };
    modules.set(source, module);
    module.texts.push(textOf(statement));
    for (const used of usedStatements(statement, checker)) {
      module.imports.add(sources.get(used) ?? source);
    }
  }
  return {
    imports: statements.filter(ts.isImportDeclaration).map(textOf),
    modules,
    exports: statements.filter(ts.isExportDeclaration).map(textOf),
  };
}

/**
 * @param {ts.Statement} statement
 * @param {SourceMap} map
 */
function sourceOf(statement, map) {
  const start = statement.getSourceFile().getLineAndCharacterOfPosition(statement.getStart());
  const entry = map.findEntry(start.line, start.character);
  if ('originalSource' in entry) return entry.originalSource;
  throw new Error(`No source is known for line ${start.line + 1} of the bundle.`);
}

/** @param {ts.Node} statement */
function textOf(statement) {
  return statement.getFullText().trim();
}

/**
 * The statements of the file that declare what a node speaks of.
 * @param {ts.Node} node
 * @param {ts.TypeChecker} checker
 * @returns {ts.Node[]}
 */
function usedStatements(node, checker) {
  /** @type {ts.Node[]} */
  const found = [];
  node.forEachChild((child) => {
    found.push(...usedStatements(child, checker));
  });
  if (!ts.isIdentifier(node)) return found;
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  let declaration = /** @type {ts.Node | undefined} */ (symbol?.valueDeclaration);
  while (declaration && !ts.isSourceFile(declaration.parent)) declaration = declaration.parent;
  return declaration ? [declaration] : [];
}

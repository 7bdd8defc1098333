// Makes the API reference: Markdown from the docblocks of the built package, a page for each entry
// point. What TypeDoc has to complain of is an error.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import {
  Application,
  Converter,
  DeclarationReflection,
  ReflectionFlag,
  ReflectionKind,
  UnknownType,
} from 'typedoc';
import { filesBelow, root } from './built-package.mjs';
import { entryPoints } from './public-api.mjs';

export const apiDocs = join(root, 'docs/api');

/** Types that TypeDoc replaces by what they are in an app that has not augmented `JwtAuthTypes`. */
const AUGMENTED = /\bJwt(?:Role|Claims)\b/;

/**
 * The pages of the reference, by their path below `docs/api`.
 * @returns {Promise<ReadonlyMap<string, string>>}
 */
export async function generateApiDocs() {
  const folder = mkdtempSync(join(tmpdir(), 'api-docs-'));
  try {
    const app = await Application.bootstrapWithPlugins(optionsFor(folder));
    app.converter.on(Converter.EVENT_RESOLVE_BEGIN, tidyUp);
    const project = await app.convert();
    if (!project) throw new Error('TypeDoc could not read the package.');
    app.validate(project);
    await app.generateOutputs(project);
    if (app.logger.hasErrors() || app.logger.hasWarnings()) {
      throw new Error('TypeDoc complained, see above.');
    }
    return await readPages(join(folder, 'pages'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} folder
 * @returns {import('typedoc').TypeDocOptions & import('typedoc-plugin-markdown').PluginOptions}
 */
function optionsFor(folder) {
  const tsconfig = join(folder, 'tsconfig.json');
  const typings = entryPoints().map((entry) => entry.typings);
  const compilerOptions = {
    strict: true,
    skipLibCheck: true,
    target: 'ES2022',
    module: 'preserve',
    moduleResolution: 'bundler',
    types: [],
    // The entry points know each other by the names that users import.
    paths: Object.fromEntries(entryPoints().map((entry) => [entry.name, [entry.typings]])),
  };
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: typings }));
  return {
    logLevel: 'Warn',
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: typings,
    tsconfig,
    outputs: [{ name: 'markdown', path: join(folder, 'pages') }],
    // One page for each entry point: the library is small, and a page can be searched.
    router: 'module',
    name: 'API reference',
    readme: 'none',
    blockTags: ['@param', '@returns', '@throws', '@see', '@usageNotes'],
    modifierTags: ['@publicApi'],
    excludeTags: ['@publicApi'],
    excludeExternals: true,
    excludePrivate: true,
    // Lines of generated typings say nothing, and change with each build.
    disableSources: true,
    hidePageHeader: true,
    hideBreadcrumbs: true,
    // What GitHub makes of headings is not always what TypeDoc links to.
    useHTMLAnchors: true,
    useCodeBlocks: true,
    expandObjects: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    treatWarningsAsErrors: true,
    validation: { notExported: true, invalidLink: true, rewrittenLink: true, notDocumented: false },
  };
}

/**
 * Before links are resolved: names as users import them, and nothing that is not for them.
 * @param {import('typedoc').Context} context
 */
function tidyUp(context) {
  const { project } = context;
  for (const module of project.children ?? []) {
    const entry = entryPoints().find(({ typings }) => typings.endsWith(`${module.name}.d.ts`));
    module.name = entry?.name ?? module.name;
  }
  for (const reflection of project.getReflectionsByKind(ReflectionKind.All)) {
    if (isForNobody(reflection)) project.removeReflection(reflection);
    // Angular's way to say of a class that it is injected.
    reflection.setFlag(ReflectionFlag.Abstract, false);
  }
  for (const reflection of project.getReflectionsByKind(ReflectionKind.All)) {
    if (!(reflection instanceof DeclarationReflection)) continue;
    for (const node of context.getSymbolFromReflection(reflection)?.declarations ?? []) {
      keepAugmentedTypes(reflection, node);
    }
  }
}

/**
 * What begins with ɵ is for other entry points, by Angular's convention; what has a constructor
 * without parameters is injected.
 * @param {import('typedoc').Reflection} reflection
 */
function isForNobody(reflection) {
  return (
    reflection.name.startsWith('ɵ') ||
    (reflection instanceof DeclarationReflection &&
      reflection.kindOf(ReflectionKind.Constructor) &&
      !reflection.signatures?.some(({ parameters }) => parameters?.length))
  );
}

/**
 * Where the declaration says `JwtRole`, the page says so too.
 * @param {DeclarationReflection} reflection
 * @param {ts.Node} node
 */
function keepAugmentedTypes(reflection, node) {
  if (ts.isPropertySignature(node) || ts.isPropertyDeclaration(node)) {
    reflection.type = asWritten(node.type) ?? reflection.type;
  }
  if (!ts.isFunctionLike(node)) return;
  for (const signature of reflection.signatures ?? []) {
    signature.type = asWritten(node.type) ?? signature.type;
    for (const parameter of signature.parameters ?? []) {
      const written = node.parameters.find(({ name }) => name.getText() === parameter.name);
      parameter.type = asWritten(written?.type) ?? parameter.type;
      // What is taken apart has no name.
      if (parameter.name.startsWith('__')) parameter.name = 'options';
    }
    for (const parameter of signature.typeParameters ?? []) {
      const written = node.typeParameters?.find(({ name }) => name.text === parameter.name);
      parameter.default = asWritten(written?.default) ?? parameter.default;
    }
  }
}

/**
 * @param {ts.TypeNode | undefined} type
 */
function asWritten(type) {
  const text = type?.getText() ?? '';
  return AUGMENTED.test(text) ? new UnknownType(text) : undefined;
}

/** @param {string} folder */
async function readPages(folder) {
  /** @type {Map<string, string>} */
  const pages = new Map();
  for (const file of filesBelow(folder).filter((name) => name.endsWith('.md'))) {
    const path = relative(folder, file);
    const filepath = join(apiDocs, path);
    const options = await resolveConfig(filepath);
    pages.set(path, await format(readFileSync(file, 'utf8'), { ...options, filepath }));
  }
  return pages;
}

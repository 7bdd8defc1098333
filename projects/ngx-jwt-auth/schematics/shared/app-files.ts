import type { Tree } from '@angular-devkit/schematics';
import * as ts from 'typescript';
import { applyChanges } from './apply-changes.ts';
import { overwriteText } from './overwrite-text.ts';
import { parseSource } from './parse-source.ts';
import type { TextChange } from './text-change.ts';

/** The TypeScript files of an app: read, found by import, and changed where changes belong. */
export class AppFiles {
  readonly #tree: Tree;
  readonly #folder: string;
  readonly #options: ts.CompilerOptions;
  readonly #replaced: ReadonlySet<string>;
  readonly #others: readonly string[];
  readonly #sources = new Map<string, ts.SourceFile>();
  readonly #resolved = new Map<string, string | null>();

  /**
   * @param folder The app's own sources: what lies outside, in a library of the workspace or in
   * node_modules, is read but never changed.
   * @param tsConfig The app's tsconfig, for mapped paths.
   * @param replaced Files in whose place a build may take others: what they export is not known.
   * @param others Folders of other projects, which may lie within that of the app.
   */
  constructor(
    tree: Tree,
    folder: string,
    tsConfig: string,
    replaced: ReadonlySet<string> = new Set(),
    others: readonly string[] = [],
  ) {
    this.#tree = tree;
    this.#replaced = replaced;
    this.#others = others.map((each) => `${each}/`);
    this.#folder = folder.replace(/\/?$/, '/');
    this.#options = readOptions(tree, tsConfig);
  }

  /** The file as it is now, or null where there is none. */
  read(path: string): ts.SourceFile | null {
    const text = readText(this.#tree, path);
    if (text === undefined) return null;
    const known = this.#sources.get(path);
    if (known?.text === text) return known;
    const source = parseSource(path, text);
    this.#sources.set(path, source);
    return source;
  }

  /** The source file behind an import, or null where it is not part of this workspace. */
  resolve(from: Pick<ts.SourceFile, 'fileName'>, specifier: string): ts.SourceFile | null {
    const key = `${from.fileName} ${specifier}`;
    const known = this.#resolved.get(key);
    const path = known === undefined ? this.#find(from, specifier) : known;
    this.#resolved.set(key, path);
    return path === null ? null : this.read(path);
  }

  #find(from: Pick<ts.SourceFile, 'fileName'>, specifier: string): string | null {
    const host: ts.ModuleResolutionHost = {
      fileExists: (path) => this.#tree.exists(path),
      readFile: (path) => readText(this.#tree, path),
    };
    const { resolvedModule } = ts.resolveModuleName(specifier, from.fileName, this.#options, host);
    const path = resolvedModule?.resolvedFileName;
    return path && !/\/node_modules\/|\.d\.[cm]?ts$/.test(path) ? path : null;
  }

  /** Whether a build may take another file in the place of this one. */
  isReplaced({ fileName }: ts.SourceFile): boolean {
    return this.#replaced.has(fileName);
  }

  /** Whether a node is in a file that may be changed. */
  isOwn(node: ts.Node): boolean {
    return this.isOwnPath(node.getSourceFile().fileName);
  }

  isOwnPath(path: string): boolean {
    return path.startsWith(this.#folder) && !this.#others.some((each) => path.startsWith(each));
  }

  /** Changes a file, in its own line ends and with its byte order mark. */
  change(source: ts.SourceFile, changes: readonly TextChange[]): void {
    if (!changes.length) return;
    overwriteText(this.#tree, source.fileName, applyChanges(source.text, changes));
  }

  /** The files of the app itself that contain the text somewhere, but for its tests. */
  *withText(pattern: RegExp): Generator<ts.SourceFile> {
    const paths: string[] = [];
    this.#tree.getDir(this.#folder).visit((path) => {
      if (/(?<!\.spec|\.test|\.d)\.ts$/.test(path)) paths.push(path);
    });
    for (const path of paths) {
      const isWanted = pattern.test(readText(this.#tree, path) ?? '');
      const source = isWanted ? this.read(path) : null;
      if (source) yield source;
    }
  }
}

/** Without the byte order mark, which would take part in positions. */
function readText(tree: Tree, path: string): string | undefined {
  return tree.exists(path)
    ? tree
        .read(path)
        ?.toString('utf8')
        .replace(/^\uFEFF/, '')
    : undefined;
}

function readOptions(tree: Tree, tsConfig: string): ts.CompilerOptions {
  const text = readText(tree, tsConfig);
  if (text === undefined) return { moduleResolution: ts.ModuleResolutionKind.Bundler };
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    fileExists: (path) => tree.exists(path),
    readFile: (path) => readText(tree, path),
    readDirectory: () => [],
  };
  const { config } = ts.parseConfigFileTextToJson(tsConfig, text) as { config?: unknown };
  const folder = tsConfig.slice(0, tsConfig.lastIndexOf('/')) || '/';
  const { options } = ts.parseJsonConfigFileContent(config ?? {}, host, folder, {}, tsConfig);
  return { ...options, moduleResolution: ts.ModuleResolutionKind.Bundler };
}

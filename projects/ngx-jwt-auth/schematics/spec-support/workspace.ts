import { HostTree } from '@angular-devkit/schematics';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SchematicTestRunner, UnitTestTree } from '@angular-devkit/schematics/testing/index.js';

/** What the Angular CLI would find in the built package. */
const COLLECTION = fileURLToPath(
  import.meta.resolve('../../../../dist/ngx-jwt-auth/schematics/collection.json'),
);

const ANGULAR = fileURLToPath(import.meta.resolve('@schematics/angular/package.json'));

/** Options of `ng generate application`, as far as tests need them. */
export interface AppOptions {
  readonly name?: string;
  readonly routing?: boolean;
  readonly ssr?: boolean;
  readonly standalone?: boolean;
  readonly prefix?: string;
}

/** A workspace as `ng new --no-create-application` makes it. */
export function createWorkspace(): Promise<UnitTestTree> {
  return angular('workspace', { name: 'workspace', version: '22.0.0', newProjectRoot: 'projects' });
}

/** Generated apps, by their options: to generate one takes a second. */
const apps = new Map<string, Promise<UnitTestTree>>();

/** A workspace with an app in `src`, as `ng new` makes it. */
export async function createApp(options: AppOptions = {}): Promise<UnitTestTree> {
  const key = JSON.stringify(options);
  const made =
    apps.get(key) ??
    createWorkspace().then((tree) => addApp(tree, { projectRoot: '', ...options }));
  apps.set(key, made);
  return copyOf(await made);
}

/** A tree that shares nothing with the other: a branch shares the files that are written twice. */
function copyOf(tree: UnitTestTree): UnitTestTree {
  const copy = new UnitTestTree(new HostTree());
  for (const path of tree.files) copy.create(path, tree.read(path) ?? '');
  return copy;
}

/** Adds an app to a workspace. */
export function addApp(
  tree: UnitTestTree,
  options: AppOptions & { readonly projectRoot?: string },
): Promise<UnitTestTree> {
  const defaults = { name: 'shop', routing: true, ssr: false, skipTests: true, style: 'css' };
  return angular('application', { ...defaults, ...options }, tree);
}

/** Runs one of Angular's own schematics. */
export function angular(
  schematic: string,
  options: object,
  tree?: UnitTestTree,
): Promise<UnitTestTree> {
  const runner = new SchematicTestRunner('angular', join(dirname(ANGULAR), 'collection.json'));
  return runner.runSchematic(schematic, options, tree);
}

/** What a run did. */
export interface Run {
  readonly tree: UnitTestTree;
  /** What it said, in lines. */
  readonly log: readonly string[];
  /** The kinds of tasks it asked for, such as `node-package`. */
  readonly tasks: readonly string[];
}

/** Runs a schematic of the built package; the given tree stays as it is. */
export async function run(
  schematic: string,
  tree: UnitTestTree,
  options: object = {},
): Promise<Run> {
  const runner = new SchematicTestRunner('ngx-jwt-auth', COLLECTION);
  const log: string[] = [];
  runner.logger.subscribe(({ message }) => log.push(message));
  const result = await runner.runSchematic(schematic, options, copyOf(tree));
  return { tree: result, log, tasks: runner.tasks.map(({ name }) => name) };
}

/** The files that are new or different, and null for those that are gone. */
export function changesOf(
  before: UnitTestTree,
  after: UnitTestTree,
): Record<string, string | null> {
  const changes: Record<string, string | null> = {};
  for (const path of new Set([...before.files, ...after.files])) {
    const text = after.exists(path) ? after.readContent(path) : null;
    if (!before.exists(path) || before.readContent(path) !== text) changes[path] = text;
  }
  return changes;
}

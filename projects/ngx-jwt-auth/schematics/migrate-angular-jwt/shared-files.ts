import type { Tree } from '@angular-devkit/schematics';
import type { ProjectDefinition } from '@schematics/angular/utility';
import { posix } from 'node:path';
import * as ts from 'typescript';
import { absolutePath } from '../shared/absolute-path.ts';
import { AppFiles } from '../shared/app-files.ts';
import { readSources } from '../shared/read-sources.ts';
import { tsConfigOf } from '../shared/ts-config-of.ts';

/**
 * The files of a project that others of the workspace import, or that these import in turn: each with
 * a file that does.
 */
export function sharedFiles(
  tree: Tree,
  files: AppFiles,
  others: readonly ProjectDefinition[],
): ReadonlyMap<string, string> {
  const shared = new Map<string, string>();
  const visit = (source: ts.SourceFile | null, user: string): void => {
    if (!source || !files.isOwn(source) || shared.has(source.fileName)) return;
    shared.set(source.fileName, user);
    for (const each of importsIn(source.text)) visit(files.resolve(source, each), user);
  };
  for (const other of others) {
    const folder = absolutePath(other.root || (other.sourceRoot ?? ''));
    const otherFiles = new AppFiles(tree, folder, tsConfigOf(tree, other));
    for (const [fileName, text] of readSources(tree, folder)) {
      if (files.isOwnPath(fileName)) continue;
      for (const each of importsIn(text)) {
        if (leaves(folder, fileName, each)) visit(otherFiles.resolve({ fileName }, each), fileName);
      }
    }
  }
  return shared;
}

function importsIn(text: string): readonly string[] {
  return ts.preProcessFile(text, true, false).importedFiles.map(({ fileName }) => fileName);
}

/** Whether an import may be one of a file outside the folder. */
function leaves(folder: string, from: string, specifier: string): boolean {
  if (!specifier.startsWith('.')) return !specifier.startsWith('@angular/');
  const target = posix.join(posix.dirname(from), specifier);
  return !target.startsWith(folder.replace(/\/?$/, '/'));
}

import type * as ts from 'typescript';
import { posix } from 'node:path';
import type { AppFiles } from '../../shared/app-files.ts';
import type { ListChanges } from '../../shared/list-changes.ts';
import { COMPAT, HTTP, LIBRARY } from '../../shared/packages.ts';
import type { PendingChanges } from '../../shared/pending-changes.ts';
import { textStyle } from '../../shared/text-style.ts';
import { translateConfig } from '../config/translate-config.ts';
import type { Interceptors } from './extend-http-client.ts';
import type { FoundSetUps, SetUp } from './find-set-ups.ts';
import { listsOf } from './lists-of.ts';
import { registerInterceptor, type InterceptorChoice } from './register-interceptor.ts';
import { writeSetUp, type SetUpChoice } from './write-set-up.ts';

export interface RewriteChoice extends SetUpChoice, InterceptorChoice {
  /** The file of LegacyTokenStore. */
  readonly legacyPath: string;
}

/** Has `provideJwtAuth()` and the interceptor take the place of angular-jwt's set-ups in a file. */
export function rewriteSetUps(
  files: AppFiles,
  pending: PendingChanges,
  source: ts.SourceFile,
  found: FoundSetUps,
  choice: RewriteChoice,
): void {
  const style = textStyle(source);
  const { lists: listChanges } = pending;
  for (const { list, element } of found.leftovers) listChanges.of(list).remove.add(element);
  for (const use of found.helperOptions) {
    const change = { start: use.getStart(source), end: use.getEnd(), text: 'JwtHelperOptions' };
    pending.of(source).texts.push(change);
    pending.import(source, 'JwtHelperOptions', COMPAT);
  }

  for (const setUp of found.setUps) {
    const translation = translateConfig(files, setUp.options.config, style);
    const written = writeSetUp(translation, setUp.options, choice, style);
    for (const name of written.imports) pending.import(source, name, MODULES[name] ?? LIBRARY);
    if (written.usesLegacyStore) {
      const from = importPath(source.fileName, choice.legacyPath);
      pending.import(source, 'LegacyTokenStore', from);
    }
    const interceptors: Interceptors = (path) => [
      ...(written.usesLegacyStore
        ? [['legacyTokenInterceptor', importPath(path, choice.legacyPath)] as const]
        : []),
      ['jwtAuthInterceptor', LIBRARY],
    ];

    removeSetUp(listChanges, setUp);
    const client = registerInterceptor(files, pending, setUp, interceptors, { ...choice, style });
    addProviders(listChanges, setUp, [...client, ...written.providers], style.indent);
  }
}

const MODULES: Readonly<Record<string, string>> = {
  inject: '@angular/core',
  HttpRequest: HTTP,
  JwtHelperOptions: COMPAT,
};

function removeSetUp(changes: ListChanges, { metadata, list, element, argument }: SetUp): void {
  if (argument) changes.of(argument.of).remove.add(argument.node);
  else if (metadata) changes.of(list).remove.add(element);
}

function addProviders(
  changes: ListChanges,
  setUp: SetUp,
  providers: readonly string[],
  indent: string,
): void {
  const { metadata, list, element, argument } = setUp;
  const lists = listsOf(setUp);
  if (!metadata && !argument) changes.of(list).replace.set(element, providers);
  else if (lists.providers) changes.of(lists.providers).add.push(...providers);
  else if (metadata) {
    const { named } = lists;
    const all = [...(named ? [`...${named.getText()}`] : []), ...providers];
    const text = `providers: [\n${all.join(',\n').replace(/^(?=.)/gm, indent)},\n]`;
    // The list itself stays as it is: it may have other users.
    if (named) changes.of(metadata).replace.set(named.parent, [text]);
    else changes.of(metadata).add.push(text);
  }
}

function importPath(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to).replace(/\.ts$/, '');
  return path.startsWith('.') ? path : `./${path}`;
}

import * as ts from 'typescript';
import { isCallOf } from '../../shared/is-call-of.ts';
import { HTTP } from '../../shared/packages.ts';
import type { PendingChanges } from '../source/pending-changes.ts';

/** The names of interceptors, each with the module that a file imports it from. */
export type Interceptors = (path: string) => readonly (readonly [name: string, from: string])[];

/** Adds interceptors to a call of `provideHttpClient()`, each once: several set-ups may share it. */
export function extendHttpClient(
  pending: PendingChanges,
  client: ts.CallExpression,
  interceptors: Interceptors,
  keepsDiInterceptors: boolean,
): void {
  const source = client.getSourceFile();
  const known = pending.interceptorsOf(client);
  const added = interceptors(source.fileName).filter(([name]) => !known.has(name));
  if (added.length === 0) return;
  const names = added.map(([name]) => name);
  for (const each of names) known.add(each);
  for (const [name, from] of added) pending.import(source, name, from);

  const { lists } = pending;
  const fromDi = client.arguments.find((each) => isCallOf(each, HTTP, 'withInterceptorsFromDi'));
  const present = client.arguments.find((each) => isCallOf(each, HTTP, 'withInterceptors'));
  const list = present?.arguments[0];
  const isListed = !!list && ts.isArrayLiteralExpression(list);
  const text = `withInterceptors([${names.join(', ')}])`;
  if (!isListed) pending.import(source, 'withInterceptors', HTTP);
  if (fromDi && !keepsDiInterceptors && !isListed) {
    lists.of(client).replace.set(fromDi, [text]);
    return;
  }
  if (fromDi && !keepsDiInterceptors) lists.of(client).remove.add(fromDi);
  // That of LegacyTokenStore stands before jwtAuthInterceptor, also where it comes second.
  if (isListed) lists.of(list).add.unshift(...names);
  else lists.of(client).add.unshift(text);
}

import * as ts from 'typescript';
import { isCallOf } from '../../shared/is-call-of.ts';
import { HTTP } from '../../shared/packages.ts';
import type { PendingChanges } from '../../shared/pending-changes.ts';

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
  for (const [name] of added) known.add(name);
  const names = added.map(([name, from]) => pending.localOf(source, name, from));

  const { lists } = pending;
  const fromDi = client.arguments.find((each) => isCallOf(each, HTTP, 'withInterceptorsFromDi'));
  const present = client.arguments.find((each) => isCallOf(each, HTTP, 'withInterceptors'));
  const list = present?.arguments[0];
  const isListed = !!list && ts.isArrayLiteralExpression(list);
  const isDiGone = !!fromDi && !keepsDiInterceptors;
  // That of LegacyTokenStore stands before jwtAuthInterceptor, also where it comes second.
  if (isListed) {
    if (isDiGone) lists.of(client).remove.add(fromDi);
    lists.of(list).add.unshift(...names);
    return;
  }
  const withInterceptors = pending.localOf(source, 'withInterceptors', HTTP);
  const text = `${withInterceptors}([${names.join(', ')}])`;
  if (isDiGone) lists.of(client).replace.set(fromDi, [text]);
  else lists.of(client).add.unshift(text);
}

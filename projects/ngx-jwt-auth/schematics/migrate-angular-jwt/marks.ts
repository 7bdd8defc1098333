import type * as ts from 'typescript';
import { applyChanges } from '../shared/apply-changes.ts';
import { importsOf, importedNames, importedValues, usesOf } from '../shared/imported-names.ts';
import { ANGULAR_JWT, HTTP, LIBRARY } from '../shared/packages.ts';
import type { TextChange } from '../shared/text-change.ts';
import { insertMark } from './token-access/mark-token-access.ts';

function markAll(source: ts.SourceFile, nodes: readonly ts.Node[], what: string): string {
  const changes: TextChange[] = [];
  for (const node of nodes) insertMark(changes, source, node, what);
  return applyChanges(source.text, changes);
}

/** Marks what keeps the migration from starting. */
export function markBlockers(source: ts.SourceFile, blockers: readonly ts.Node[]): string {
  return markAll(
    source,
    blockers,
    'this use of @auth0/angular-jwt cannot be moved by itself. Move it by hand, and run again.',
  );
}

/** Marks the other places that make an HttpClient: a lazy one has no interceptors but its own. */
export function markOtherClients(source: ts.SourceFile): string {
  if (importedValues(source, LIBRARY).has('jwtAuthInterceptor')) return source.text;
  const makers = ['HttpClientModule', 'provideHttpClient'];
  const uses = [...importedNames(source, HTTP)].flatMap(([local, name]) =>
    makers.includes(name) ? usesOf(source, local) : [],
  );
  return markAll(
    source,
    uses,
    'where this is loaded lazily, its HttpClient has no jwtAuthInterceptor. Remove it, or add the interceptor.',
  );
}

/** Marks the imports of angular-jwt that are still in use. */
export function markRemaining(source: ts.SourceFile): string {
  return markAll(
    source,
    importsOf(source, ANGULAR_JWT),
    'this is still in use, so @auth0/angular-jwt stays installed. Move it by hand.',
  );
}

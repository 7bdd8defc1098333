import type * as ts from 'typescript';
import { applyChanges } from '../../shared/apply-changes.ts';
import { editImports } from '../../shared/edit-imports.ts';
import { importedNames } from '../../shared/imported-names.ts';
import { ANGULAR_JWT, HTTP, HTTP_TESTING } from '../../shared/packages.ts';
import { parseSource } from '../../shared/parse-source.ts';
import type { PendingChanges } from '../../shared/pending-changes.ts';
import { rewriteHelperImports } from './rewrite-helper-imports.ts';

/** The text of a file after the changes, with its imports. */
export function writeChanges(source: ts.SourceFile, pending: PendingChanges): string {
  const { texts, imports } = pending.of(source);
  const changed = applyChanges(source.text, [...texts, ...pending.lists.toText(source)]);
  const text = rewriteHelperImports(source.fileName, changed);
  const unused = Object.entries(MAYBE_UNUSED).flatMap(([from, names]) =>
    [...importedNames(source, from)].filter(([, name]) => names.includes(name)),
  );
  const rewritten = parseSource(source.fileName, text);
  const change = { add: imports, unused: new Set(unused.map(([local]) => local)) };
  return applyChanges(text, editImports(rewritten, change));
}

const MAYBE_UNUSED = {
  [ANGULAR_JWT]: ['JwtModule', 'JwtInterceptor', 'JWT_OPTIONS', 'JwtConfig', 'JwtModuleOptions'],
  [HTTP]: ['HTTP_INTERCEPTORS', 'HttpClientModule', 'withInterceptorsFromDi'],
  [HTTP_TESTING]: ['HttpClientTestingModule'],
  '@angular/core': ['importProvidersFrom'],
};

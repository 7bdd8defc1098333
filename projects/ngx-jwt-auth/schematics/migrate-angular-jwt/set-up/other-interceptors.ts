import * as ts from 'typescript';
import type { AppFiles } from '../../shared/app-files.ts';
import { importedNames, usesOf } from '../../shared/imported-names.ts';
import { ANGULAR_JWT, HTTP } from '../../shared/packages.ts';
import { propertyOf } from '../../shared/property-of.ts';
import { isPropertyNamed, type SetUp } from './find-set-ups.ts';
import { listsOf } from './lists-of.ts';
import { isImportCall } from './register-interceptor.ts';

/** Whether a file provides interceptors of classes other than that of angular-jwt. */
export function providesInterceptors(source: ts.SourceFile): boolean {
  const names = importedNames(source, ANGULAR_JWT);
  return [...importedNames(source, HTTP)]
    .filter(([, name]) => name === 'HTTP_INTERCEPTORS')
    .flatMap(([local]) => usesOf(source, local))
    .some(({ parent }) => {
      if (!isPropertyNamed(parent, 'provide')) return true;
      const name = propertyOf(parent.parent, 'useClass')?.getText(source);
      return !name || names.get(name) !== 'JwtInterceptor';
    });
}

/** Whether somebody else's modules or providers, which may bring interceptors along, are beside. */
export function hasForeignProviders(files: AppFiles, setUp: SetUp): boolean {
  const { providers, named, imports } = listsOf(setUp);
  const source = setUp.element.getSourceFile();
  const parts = [
    ...(imports?.elements ?? []),
    ...(named ? [named] : []),
    ...(providers?.elements ?? []).flatMap((node) => (isImportCall(node) ? node.arguments : node)),
  ].filter((node) => node.parent !== providers || !isClass(node));
  const foreign = new Set<string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    const bindings = statement.importClause?.namedBindings;
    if (/^(?:@angular\/|@auth0\/angular-jwt$)/.test(from) || !bindings) continue;
    const target = files.resolve(source, from);
    if (target ? files.isOwn(target) : from.startsWith('.')) continue;
    if (ts.isNamedImports(bindings))
      for (const { name } of bindings.elements) foreign.add(name.text);
  }
  return parts.some((node) =>
    foreign.has(/^(?:\.\.\.)?(\w+)/.exec(node.getText(source))?.[1] ?? ''),
  );
}

/** A service among the providers: no list or function is named like one. */
function isClass(node: ts.Node): boolean {
  return ts.isIdentifier(node) && /^[A-Z][^]*[a-z]/.test(node.text);
}

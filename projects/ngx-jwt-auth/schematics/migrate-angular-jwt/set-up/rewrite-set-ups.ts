import { applyChanges } from '../../shared/apply-changes.ts';
import { editImports } from '../../shared/edit-imports.ts';
import { importedNames } from '../../shared/imported-names.ts';
import { ANGULAR_JWT, COMPAT, HTTP, HTTP_TESTING, LIBRARY } from '../../shared/packages.ts';
import { parseSource } from '../../shared/parse-source.ts';
import type { TextChange } from '../../shared/text-change.ts';
import { textStyle } from '../../shared/text-style.ts';
import { translateConfig } from '../config/translate-config.ts';
import { ListChanges } from '../source/list-changes.ts';
import type { Scope } from '../source/scope.ts';
import type { FoundSetUps, SetUp } from './find-set-ups.ts';
import { listsOf } from './lists-of.ts';
import { registerInterceptor } from './register-interceptor.ts';
import { rewriteHelperImports } from './rewrite-helper-imports.ts';
import { writeSetUp, type SetUpChoice } from './write-set-up.ts';

export interface RewriteChoice extends SetUpChoice {
  readonly keepsDiInterceptors: boolean;
  readonly hasFetchDefault: boolean;
  /** How this file imports LegacyTokenStore. */
  readonly legacyImport: string;
}

/** The file with `provideJwtAuth()` and the interceptor in place of angular-jwt's set-ups. */
export function rewriteSetUps(scope: Scope, found: FoundSetUps, choice: RewriteChoice): string {
  const { source } = scope;
  const style = textStyle(source);
  const listChanges = new ListChanges();
  const changes: TextChange[] = [];
  const imports = new Map<string, Set<string>>();
  const add = (name: string, from: string): void => {
    imports.set(from, (imports.get(from) ?? new Set()).add(name));
  };

  for (const { list, element } of found.leftovers) listChanges.of(list).remove.add(element);
  for (const use of found.helperOptions) {
    changes.push({ start: use.getStart(source), end: use.getEnd(), text: 'JwtHelperOptions' });
    add('JwtHelperOptions', COMPAT);
  }

  for (const setUp of found.setUps) {
    const { config, scope: configScope } = setUp.options;
    const translation = translateConfig(config, configScope, style);
    const written = writeSetUp(translation, setUp.options, choice, style);
    for (const name of written.imports) add(name, MODULES[name] ?? LIBRARY);
    add('jwtAuthInterceptor', LIBRARY);
    const interceptors = ['jwtAuthInterceptor'];
    if (written.usesLegacyStore) {
      interceptors.unshift('legacyTokenInterceptor');
      for (const name of ['LegacyTokenStore', 'legacyTokenInterceptor']) {
        add(name, choice.legacyImport);
      }
    }

    removeSetUp(listChanges, setUp);
    const lists = listsOf(setUp);
    const registered = registerInterceptor(
      listChanges,
      lists,
      { ...choice, interceptors },
      style.indent,
    );
    for (const [name, from] of registered.imports) add(name, from);
    const providers = [...registered.providers, ...written.providers];
    if (!setUp.metadata && !setUp.argument)
      listChanges.of(setUp.list).replace.set(setUp.element, providers);
    else if (lists.providers) listChanges.of(lists.providers).add.push(...providers);
    else if (setUp.metadata) {
      const text = providers.join(',\n').replace(/^(?=.)/gm, style.indent);
      listChanges.of(setUp.metadata).add.push(`providers: [\n${text},\n]`);
    }
  }
  changes.push(...listChanges.toText(source));
  const text = rewriteHelperImports(source.fileName, applyChanges(source.text, changes));
  const unused = Object.entries(MAYBE_UNUSED).flatMap(([from, names]) =>
    [...importedNames(source, from)].filter(([, name]) => names.includes(name)),
  );
  const rewritten = parseSource(source.fileName, text);
  const change = { add: imports, unused: new Set(unused.map(([local]) => local)) };
  return applyChanges(text, editImports(rewritten, change));
}

const MODULES: Readonly<Record<string, string>> = {
  inject: '@angular/core',
  HttpRequest: HTTP,
  JwtHelperOptions: COMPAT,
};

const MAYBE_UNUSED = {
  [ANGULAR_JWT]: ['JwtModule', 'JwtInterceptor', 'JWT_OPTIONS', 'JwtConfig', 'JwtModuleOptions'],
  [HTTP]: ['HTTP_INTERCEPTORS', 'HttpClientModule', 'withInterceptorsFromDi'],
  [HTTP_TESTING]: ['HttpClientTestingModule'],
  '@angular/core': ['importProvidersFrom'],
};

function removeSetUp(changes: ListChanges, { metadata, list, element, argument }: SetUp): void {
  if (argument) changes.of(argument.of).remove.add(argument.node);
  else if (metadata) changes.of(list).remove.add(element);
}

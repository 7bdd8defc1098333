import { posix } from 'node:path';
import { importedNames } from '../shared/imported-names.ts';
import { ANGULAR_JWT } from '../shared/packages.ts';
import { parseSource } from '../shared/parse-source.ts';
import { textStyle } from '../shared/text-style.ts';
import { translateConfig, type Translation } from './config/translate-config.ts';
import { markBlockers, markOtherClients, markRemaining } from './marks.ts';
import { findSetUps, type FoundSetUps } from './set-up/find-set-ups.ts';
import { hasForeignProviders, providesInterceptors } from './set-up/other-interceptors.ts';
import { removeUnusedOf } from './set-up/remove-unused-of.ts';
import { rewriteSetUps } from './set-up/rewrite-set-ups.ts';
import { Scope } from './source/scope.ts';
import { legacyTokenStore } from './token-access/legacy-token-store.ts';
import { markTokenAccess } from './token-access/mark-token-access.ts';

export interface MigrationChoice {
  readonly store: 'keep' | 'local' | 'session' | 'memory';
  readonly refreshUrl?: string | undefined;
  /** Whether `provideHttpClient()` is one over fetch: from Angular 22 on. */
  readonly hasFetchDefault: boolean;
}

export interface MigratedFiles {
  readonly files: ReadonlyMap<string, string>;
  /** Whether a person has to move something first, and all but marks was left as it is. */
  readonly isBlocked: boolean;
  /** How many set-ups of angular-jwt there were. */
  readonly setUps: number;
  /** Whether the app's own code goes on signing in and out. */
  readonly isKept: boolean;
}

/** A file that imports angular-jwt. */
interface Concerned {
  readonly path: string;
  readonly isSpec: boolean;
  readonly scope: Scope;
  readonly found: FoundSetUps;
}

/** Moves the TypeScript files of a project over, by path; what is not in need of it stays. */
export function migrateFiles(
  original: ReadonlyMap<string, string>,
  choice: MigrationChoice,
): MigratedFiles {
  const files = new Map(original);
  const scopeOf = (path: string): Scope =>
    new Scope(parseSource(path, files.get(path) ?? ''), original);
  const concerned = [...files].flatMap(([path, text]): Concerned[] => {
    if (!text.includes(ANGULAR_JWT)) return [];
    const scope = scopeOf(path);
    return [{ path, isSpec: isSpec(path), scope, found: findSetUps(scope) }];
  });

  const blocked = concerned.filter(({ found }) => found.blockers.length > 0);
  for (const { path, scope, found } of blocked) {
    files.set(path, markBlockers(scope.source, found.blockers));
  }
  if (blocked.some((each) => !each.isSpec))
    return { files, isBlocked: true, setUps: 0, isKept: false };

  const movable = concerned.filter((each) => !blocked.includes(each));
  const app = movable.filter((each) => !each.isSpec);
  const home = app.find(({ found }) => found.setUps.length > 0);
  const translation = home && findGetter(app);
  const place = translation?.getter?.place ?? null;
  const legacy = choice.store === 'keep' ? place : null;
  const legacyPath = home ? `${posix.dirname(home.path)}/legacy-token-store.ts` : '';
  const appUsesHelper = app.some(usesHelper);
  const appKeepsDi =
    app.some(({ scope, found }) => found.setUps.some((each) => hasForeignProviders(scope, each))) ||
    [...files.keys()].some((path) => !isSpec(path) && providesInterceptors(scopeOf(path)));

  for (const each of movable) {
    const { path, scope, found } = each;
    const text = rewriteSetUps(scope, found, {
      ...choice,
      legacy,
      isSpec: each.isSpec,
      usesHelper: appUsesHelper || usesHelper(each),
      keepsDiInterceptors: appKeepsDi || providesInterceptors(scope),
      legacyImport: importPath(path, legacyPath),
    });
    files.set(path, text);
  }
  for (const { path, scope, found } of movable) {
    files.set(path, removeUnusedOf(found.setUps, scope, path, files));
  }

  if (home) {
    for (const path of [...files.keys()].filter((each) => !isSpec(each))) {
      files.set(path, markTokenAccess(scopeOf(path), { place, isKept: !!legacy }));
      const isSetUp = app.some((each) => each.path === path && each.found.setUps.length > 0);
      if (!isSetUp) files.set(path, markOtherClients(scopeOf(path).source));
    }
    if (legacy && !files.has(legacyPath)) {
      const style = textStyle(home.scope.source);
      const skips = translation?.skipWhenExpired ?? false;
      files.set(legacyPath, legacyTokenStore(legacy, skips, style));
    }
  }
  for (const { path } of movable) files.set(path, markRemaining(scopeOf(path).source));
  const setUps = movable.reduce((sum, { found }) => sum + found.setUps.length, 0);
  return { files, isBlocked: false, setUps, isKept: !!legacy };
}

function isSpec(path: string): boolean {
  return /\.(?:spec|test)\.ts$/.test(path);
}

function usesHelper({ scope }: Concerned): boolean {
  return [...importedNames(scope.source, ANGULAR_JWT).values()].includes('JwtHelperService');
}

/** What the first set-up with a getter that reads a key says. */
function findGetter(app: readonly Concerned[]): Translation | undefined {
  return app
    .flatMap(({ scope, found }) =>
      found.setUps.map(({ options }) =>
        translateConfig(options.config, options.scope, textStyle(scope.source)),
      ),
    )
    .find(({ getter }) => getter?.place);
}

function importPath(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to).replace(/\.ts$/, '');
  return path.startsWith('.') ? path : `./${path}`;
}

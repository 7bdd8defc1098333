import { posix } from 'node:path';
import type * as ts from 'typescript';
import type { AppFiles } from '../shared/app-files.ts';
import { findAppConfig } from '../shared/find-app-config.ts';
import { importedNames } from '../shared/imported-names.ts';
import { ANGULAR_JWT } from '../shared/packages.ts';
import { parseSource } from '../shared/parse-source.ts';
import { PendingChanges } from '../shared/pending-changes.ts';
import { reachableNodes } from '../shared/reachable-nodes.ts';
import { textStyle } from '../shared/text-style.ts';
import { translateConfig, type Translation } from './config/translate-config.ts';
import { markBlockers, markOtherClients, markRemaining } from './marks.ts';
import { findSetUps, type FoundSetUps } from './set-up/find-set-ups.ts';
import { hasForeignProviders, providesInterceptors } from './set-up/other-interceptors.ts';
import { removeUnusedOf } from './set-up/remove-unused-of.ts';
import { rewriteSetUps } from './set-up/rewrite-set-ups.ts';
import { writeChanges } from './set-up/write-changes.ts';
import { legacyTokenStore } from './token-access/legacy-token-store.ts';
import { markTokenAccess } from './token-access/mark-token-access.ts';

export interface MigrationChoice {
  readonly store: 'keep' | 'local' | 'session' | 'memory';
  readonly refreshUrl?: string | undefined;
  /** Whether `provideHttpClient()` is one over fetch: from Angular 22 on. */
  readonly hasFetchDefault: boolean;
  /** Where the app starts. */
  readonly main: string;
  /** The files that other projects import, by path. */
  readonly shared: ReadonlyMap<string, string>;
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
  readonly source: ts.SourceFile;
  readonly found: FoundSetUps;
}

/**
 * Moves the TypeScript files of a project over, by path; what is not in need of it stays.
 *
 * @param files Where they are read, as they are before; and what they import.
 */
export function migrateFiles(
  files: AppFiles,
  original: ReadonlyMap<string, string>,
  choice: MigrationChoice,
): MigratedFiles {
  const texts = new Map(original);
  const parse = (path: string): ts.SourceFile => parseSource(path, texts.get(path) ?? '');
  const concerned = [...texts].flatMap(([path, text]): Concerned[] => {
    const source = text.includes(ANGULAR_JWT) ? files.read(path) : null;
    return source ? [{ path, isSpec: isSpec(path), source, found: findSetUps(files, source) }] : [];
  });

  const blocked = concerned.filter(({ found }) => found.blockers.length > 0);
  for (const { path, source, found } of blocked) {
    texts.set(path, markBlockers(source, found.blockers));
  }
  if (blocked.some((each) => !each.isSpec))
    return { files: texts, isBlocked: true, setUps: 0, isKept: false };

  const movable = concerned.filter((each) => !blocked.includes(each));
  const app = movable.filter((each) => !each.isSpec);
  const home = app.find(({ found }) => found.setUps.length > 0);
  const translation = home && findGetter(files, app);
  const place = translation?.getter?.place ?? null;
  const legacy = choice.store === 'keep' ? place : null;
  const legacyPath = home ? posix.join(posix.dirname(home.path), 'legacy-token-store.ts') : '';
  const appUsesHelper = app.some(usesHelper);
  const appKeepsDi =
    app.some(({ found }) => found.setUps.some((each) => hasForeignProviders(files, each))) ||
    [...texts.keys()].some((path) => !isSpec(path) && providesInterceptors(parse(path)));

  const pending = new PendingChanges();
  const rootNodes = new Set(
    reachableNodes(files, findAppConfig(files, choice.main)?.objects ?? []),
  );
  for (const each of movable) {
    const { source, found } = each;
    rewriteSetUps(files, pending, source, found, {
      ...choice,
      legacy,
      isSpec: each.isSpec,
      usesHelper: appUsesHelper || usesHelper(each),
      keepsDiInterceptors: appKeepsDi || providesInterceptors(source),
      rootNodes,
      legacyPath,
    });
  }
  for (const source of new Set([...movable.map((each) => each.source), ...pending.sources])) {
    texts.set(source.fileName, writeChanges(source, pending));
  }
  for (const { path, source, found } of movable) {
    texts.set(path, removeUnusedOf(files, found.setUps, source, texts, choice.shared));
  }

  if (home) {
    for (const path of [...texts.keys()].filter((each) => !isSpec(each))) {
      texts.set(path, markTokenAccess(files, parse(path), { place, isKept: !!legacy }));
      texts.set(path, markOtherClients(parse(path)));
    }
    if (legacy && !texts.has(legacyPath)) {
      const style = textStyle(home.source);
      const skips = translation?.skipWhenExpired ?? false;
      texts.set(legacyPath, legacyTokenStore(legacy, skips, style));
    }
  }
  for (const { path } of movable) texts.set(path, markRemaining(parse(path)));
  const setUps = movable.reduce((sum, { found }) => sum + found.setUps.length, 0);
  return { files: texts, isBlocked: false, setUps, isKept: !!legacy };
}

function isSpec(path: string): boolean {
  return /\.(?:spec|test)\.ts$/.test(path);
}

function usesHelper({ source }: Concerned): boolean {
  return [...importedNames(source, ANGULAR_JWT).values()].includes('JwtHelperService');
}

/** What the first set-up with a getter that reads a key says. */
function findGetter(files: AppFiles, app: readonly Concerned[]): Translation | undefined {
  return app
    .flatMap(({ source, found }) =>
      found.setUps.map(({ options }) => translateConfig(files, options.config, textStyle(source))),
    )
    .find(({ getter }) => getter?.place);
}

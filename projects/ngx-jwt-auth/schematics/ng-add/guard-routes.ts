import { LIBRARY } from '../shared/packages.ts';
import { SchematicsException } from '@angular-devkit/schematics';
import * as ts from 'typescript';
import { importNames } from '../shared/import-names.ts';
import { editList } from '../shared/edit-list.ts';
import { propertyOf } from '../shared/property-of.ts';
import { refersTo } from '../shared/refers-to.ts';
import type { TextChange } from '../shared/text-change.ts';
import type { App } from './app.ts';
import { findRoutes, type FoundRoute } from './find-routes.ts';

/** Puts authGuard on the routes of these paths, before the guards that are there. */
export function guardRoutes(app: App, paths: readonly string[]): void {
  for (const path of paths) {
    const count = matching(app, path).length;
    for (let index = 0; index < count; index += 1) {
      // Each change moves the others: so they are found again.
      const route = matching(app, path)[index];
      if (route) guard(app, route);
    }
  }
}

function matching(app: App, path: string): FoundRoute[] {
  const found = findRoutes(app);
  const routes = found?.routes.filter((each) => each.path === path) ?? [];
  if (routes.length) return routes;
  const known = [...new Set(found?.routes.map((each) => each.path || "''") ?? [])];
  throw new SchematicsException(
    known.length
      ? `--guard '${path}' is no route of this app. Its routes: ${known.join(', ')}. Those of a lazy part are guarded with the part.`
      : `--guard '${path}' cannot be set: no routes were found. They have to be a list that provideRouter() or RouterModule.forRoot() gets.`,
  );
}

function guard(app: App, { path, node }: FoundRoute): void {
  const source = node.getSourceFile();
  if (propertyOf(node, 'redirectTo')) {
    throw new SchematicsException(
      `--guard '${path}' is a redirect, which takes no guard. Guard the route that it leads to.`,
    );
  }
  if (isGuarded(node)) {
    app.report.kept(`route '${path}' is guarded already.`);
    return;
  }
  if (!app.files.isOwn(node)) {
    app.report.byHand(
      `Route '${path}' is in ${source.fileName.slice(1)}, no file of this app alone. Add there: canActivate: [authGuard].`,
    );
    return;
  }
  const { locals, changes } = importNames(source, LIBRARY, ['authGuard']);
  const slot = slotOf(node);
  app.files.change(source, [...changes, ...addGuard(source, node, slot, locals.authGuard)]);
  app.report.did(source.fileName, `${slot}: [${locals.authGuard}] on route '${path}'`);
}

/**
 * canActivate is what people look for. canMatch runs before it, so that is the place where one is
 * there already, and where code would be loaded for somebody who may not run it.
 */
function slotOf(node: ts.ObjectLiteralExpression): 'canActivate' | 'canMatch' {
  return propertyOf(node, 'canMatch') || propertyOf(node, 'loadChildren')
    ? 'canMatch'
    : 'canActivate';
}

/** Whether one of the library's guards sends the anonymous away from the route. */
function isGuarded(node: ts.ObjectLiteralExpression): boolean {
  return ['canActivate', 'canMatch'].some((slot) => {
    const value = propertyOf(node, slot);
    let found = false;
    const visit = (each: ts.Node): void => {
      found ||= ['authGuard', 'roleGuard', 'claimsGuard'].some((name) =>
        refersTo(each, LIBRARY, name),
      );
      ts.forEachChild(each, visit);
    };
    if (value) visit(value);
    return found;
  });
}

function addGuard(
  source: ts.SourceFile,
  node: ts.ObjectLiteralExpression,
  slot: string,
  guardName: string,
): TextChange[] {
  const value = propertyOf(node, slot);
  if (value && ts.isArrayLiteralExpression(value)) {
    return editList(source, value, { add: [guardName], at: 0 });
  }
  if (value) {
    const text = `[${guardName}, ...${value.getText(source)}]`;
    const isShort = ts.isShorthandPropertyAssignment(value.parent);
    return [
      {
        start: value.getStart(source),
        end: value.end,
        text: isShort ? `${slot}: ${text}` : text,
      },
    ];
  }
  const at = node.properties.findIndex((each) => each.name?.getText(source) === 'path') + 1;
  return editList(source, node, { add: [`${slot}: [${guardName}]`], at });
}

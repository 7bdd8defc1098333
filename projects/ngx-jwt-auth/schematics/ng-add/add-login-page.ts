import { LIBRARY } from '../shared/packages.ts';
import type { Tree } from '@angular-devkit/schematics';
import { importNames } from '../shared/import-names.ts';
import { editList } from '../shared/edit-list.ts';
import { propertyOf } from '../shared/property-of.ts';
import { textStyle } from '../shared/text-style.ts';
import type { App } from './app.ts';
import type { ChosenProject } from './choose-project.ts';
import { findRoutes } from './find-routes.ts';
import { loginPageNames } from './login-page-names.ts';
import { loginPageText } from './login-page-text.ts';
import type { Settings } from './read-settings.ts';

/**
 * Writes a sign-in page and its route, unless there is a file or a route of that name.
 *
 * @returns Whether it was written.
 */
export function addLoginPage(
  tree: Tree,
  app: App,
  project: ChosenProject,
  settings: Settings,
): boolean {
  const { report } = app;
  const { loginRoute, loginEndpoint, cookie } = settings;
  const found = findRoutes(app);
  if (found?.routes.some(({ path }) => path === loginRoute)) {
    report.kept(`route '${loginRoute}' is there already; no sign-in page was written.`);
    return false;
  }
  const lazy = found?.routes.find(
    ({ path, node }) =>
      path !== '' && loginRoute.startsWith(`${path}/`) && propertyOf(node, 'loadChildren'),
  );
  if (lazy) {
    report.kept(
      `route '${lazy.path}' is loaded lazily and may have '${loginRoute}'; no sign-in page was written.`,
    );
    return false;
  }
  const neighbour = found && app.files.isOwn(found.list) ? found.list : app.providers;
  const source = (neighbour ?? app.config.bootstrap).getSourceFile();
  const folder = source.fileName.slice(0, source.fileName.lastIndexOf('/'));
  const { className, fileName, selector } = loginPageNames(project);
  const path = `${folder}/${fileName}.ts`;
  const route = `{ path: '${loginRoute}', canActivate: [guestGuard], loadComponent: () => import('./${fileName}') }`;
  if (tree.exists(path)) {
    report.kept(
      `${path.slice(1)} is there already. If it is the sign-in page, its route is ${route}.`,
    );
    return false;
  }
  const style = textStyle(source);
  const withCredentials = cookie && !loginEndpoint.startsWith('/');
  const page = { className, selector, endpoint: loginEndpoint, withCredentials };
  tree.create(path, loginPageText(page, style));
  report.did(path, 'a sign-in page, yours to change');

  if (!found || !app.files.isOwn(found.list)) {
    report.byHand(
      `The app has no list of routes that can be added to. For the sign-in page add ${route} to its routes, ` +
        "with guestGuard from 'ngx-jwt-auth'.",
    );
    return true;
  }
  const { locals, changes } = importNames(source, LIBRARY, ['guestGuard']);
  const text = route.replace('guestGuard', locals.guestGuard).replaceAll("'", style.quote);
  // First, where no wildcard or parameter of another route can take its place.
  app.files.change(source, [...changes, ...editList(source, found.list, { add: [text], at: 0 })]);
  report.did(source.fileName, `added route '${loginRoute}', with ${locals.guestGuard}`);
  return true;
}

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { App } from './app.ts';
import { replaceOnce } from './replace-once.ts';

/** What the author of the app does when the library is there: an account page, a guard, types. */
export function useLibrary(app: App): void {
  const pages = fileURLToPath(new URL('app/after/', import.meta.url));
  cpSync(pages, app.path('src/app'), {
    recursive: true,
    filter: (file) => app.consumer.unitTests !== undefined || !file.endsWith('.spec.ts'),
  });
  if (app.consumer.addOptions?.includes('--cookie')) {
    // The mock backend wants to be asked for the cookie.
    const login = app.path('src/app/login-page.ts');
    replaceOnce(login, '{ username, password },', '{ username, password, cookie: true },');
  }
  if (app.consumer.serverRendering) addGreeting(app);
  if (app.consumer.addOptions?.includes('--guard')) return;
  replaceOnce(app.routes, "path: 'account',", "path: 'account',\n    canActivate: [authGuard],");
  const routes = readFileSync(app.routes, 'utf8');
  writeFileSync(app.routes, `import { authGuard } from 'ngx-jwt-auth';\n${routes}`);
}

/** Lazy routes with an HttpClient of their own; each page is rendered when it is asked for. */
function addGreeting(app: App): void {
  const route = "{ path: 'greeting', loadChildren: () => import('./greeting-routes') },";
  replaceOnce(app.routes, 'Routes = [', `Routes = [\n  ${route}`);
  replaceOnce(
    app.path('src/app/app.routes.server.ts'),
    'ServerRoute[] = [',
    "ServerRoute[] = [\n  { path: 'greeting/**', renderMode: RenderMode.Server },",
  );
}

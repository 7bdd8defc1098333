import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from './app.ts';
import { nameOf, type Consumer } from './consumers.ts';
import { install, type Install } from './install.ts';
import { linkTree } from './link-tree.ts';
import { replaceOnce } from './replace-once.ts';
import { runCommand } from './run-command.ts';

const ROUTES = `Routes = [
  { path: '', loadComponent: () => import('./home-page').then((m) => m.HomePage) },
  {
    path: 'account',
    loadComponent: () => import('./account-page').then((m) => m.AccountPage),
  },
];`;

/** The app as it is before its author hears of the library: `ng new`, a home page, an account page. */
export async function makeApp(consumer: Consumer, folder: string): Promise<App> {
  const installed = await install(consumer.version, folder);
  const apps = join(folder, 'apps');
  const name = nameOf(consumer).replaceAll(' ', '-');
  mkdirSync(apps, { recursive: true });
  const app = new App(consumer, join(apps, name));
  for (const old of [app.folder, app.log]) rmSync(old, { recursive: true, force: true });

  const cli = join(installed.folder, 'node_modules/@angular/cli/bin/ng.js');
  const options = ['--defaults', '--skip-install', '--skip-git', ...(consumer.newOptions ?? [])];
  const args = [cli, 'new', 'consumer', `--directory=${name}`, ...options];
  await runCommand({ program: process.execPath, args, cwd: apps, log: app.log });

  pinVersions(app, installed);
  await linkTree(join(installed.folder, 'node_modules'), app.path('node_modules'), [
    '.package-lock.json',
  ]);
  writePages(app);
  return app;
}

/** `ng new` writes ranges, in part of versions that were never published: here stands what is tried. */
function pinVersions(app: App, { ranges }: Install): void {
  const manifest = JSON.parse(app.read('package.json')) as Record<string, unknown>;
  for (const kind of ['dependencies', 'devDependencies']) {
    const wanted = Object.keys(manifest[kind] as object);
    const missing = wanted.filter((name) => !ranges[name]);
    if (missing.length > 0) throw new Error(`installs/ has no ${missing.join(', ')}`);
    manifest[kind] = Object.fromEntries(wanted.map((name) => [name, ranges[name]]));
  }
  writeFileSync(app.path('package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

function writePages(app: App): void {
  const pages = fileURLToPath(new URL('app/before/', import.meta.url));
  cpSync(pages, app.path('src/app'), { recursive: true });
  writeFileSync(app.path('src/app/app.html'), '<router-outlet />\n');
  replaceOnce(app.routes, 'Routes = [];', ROUTES);
  // It looks for the title in the page that stood in app.html.
  rmSync(app.path('src/app/app.spec.ts'));

  if (app.consumer.hasHttpClient) {
    const config = app.path('src/app/app.config.ts');
    replaceOnce(
      config,
      'provideRouter(routes)',
      'provideRouter(routes), provideHttpClient(withFetch())',
    );
    replaceOnce(
      config,
      "import { provideRouter } from '@angular/router';",
      "import { provideRouter } from '@angular/router';\n" +
        "import { provideHttpClient, withFetch } from '@angular/common/http';",
    );
  }
  if (app.consumer.serverRendering === 'Server') {
    replaceOnce(
      app.path('src/app/app.routes.server.ts'),
      'RenderMode.Prerender',
      'RenderMode.Server',
    );
  }
}

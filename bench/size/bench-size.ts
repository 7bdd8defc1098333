import { basename } from 'node:path';
import { requireBuiltPackage } from '../../tools/built-package.mjs';
import { buildSizeApp, growthOf, weighSizeApp, weighSizeApps } from '../../tools/size-apps.mjs';
import type { Bench } from '../support/bench.ts';
import { inParallel } from '../support/in-parallel.ts';
import type { Row } from '../support/table.ts';
import { installPeers } from '../variants/install-peers.ts';

const OPENID_CONNECT = 'sign-in with an identity provider, attaches, refreshes, a guard';

/** Who is weighed, by the main file of its app, and what the app does with it. */
const APPS = [
  { app: 'src/hand.ts', variant: 'hand-written', does: 'attaches, refreshes in one tab, a guard' },
  { app: 'minimal', variant: 'ngx-jwt-auth, minimal', does: 'attaches; tokens in memory' },
  {
    app: 'memory',
    variant: 'ngx-jwt-auth, memory',
    does: 'attaches, refreshes, tokens in memory, guards, roles',
  },
  {
    app: 'cookie',
    variant: 'ngx-jwt-auth, cookie',
    does: 'attaches, refreshes once for all tabs by an HttpOnly cookie, guards, roles',
  },
  {
    app: 'typical',
    variant: 'ngx-jwt-auth, typical',
    does: 'attaches, refreshes once for all tabs, localStorage, guards, roles',
  },
  {
    app: 'everything',
    variant: 'ngx-jwt-auth, everything',
    does: 'all that the main entry point exports',
  },
  {
    app: 'peers/angular-jwt.ts',
    variant: '@auth0/angular-jwt',
    does: 'attaches; refresh and guard are left to the app',
  },
  {
    app: 'peers/keycloak-angular.ts',
    variant: 'keycloak-angular',
    does: OPENID_CONNECT,
  },
  {
    app: 'peers/angular-oauth2-oidc.ts',
    variant: 'angular-oauth2-oidc',
    does: `${OPENID_CONNECT} of the app`,
  },
  {
    app: 'peers/angular-auth-oidc-client.ts',
    variant: 'angular-auth-oidc-client',
    does: OPENID_CONNECT,
  },
  {
    app: 'peers/auth0-angular.ts',
    variant: '@auth0/auth0-angular',
    does: OPENID_CONNECT,
  },
] as const;

/** The apps of `APPS` that have this library. */
const LIBRARY: readonly string[] = ['minimal', 'memory', 'cookie', 'typical', 'everything'];

/** What each adds to the same production app, built by Angular's own builder. */
export const benchSize: Bench = async ({ tell }) => {
  requireBuiltPackage();
  installPeers(tell);
  const baseline = await weigh('src/baseline.ts');
  tell('the library');
  const own = await weighSizeApps(LIBRARY);
  const weights = await inParallel(APPS, async ({ app, variant }) => {
    tell(variant);
    return own[LIBRARY.indexOf(app)] ?? weigh(app);
  });
  const rows = APPS.map(({ variant }, index): Row => {
    const { initial, lazy } = weights[index] ?? baseline;
    const growth = growthOf(initial, baseline.initial);
    return { variant, cells: [growth.brotli, growth.gzip, growth.raw, lazy.brotli] };
  });
  return [
    {
      id: 'size',
      title: 'What it adds to the first download',
      columns: [
        { title: 'brotli', unit: 'B' },
        { title: 'gzip', unit: 'B' },
        { title: 'raw', unit: 'B' },
        { title: 'loaded later, brotli', unit: 'B' },
      ],
      rows,
      chart: 0,
      notes: [
        `The app without auth has HttpClient, an interceptor, the router and a guard: ${baseline.initial.brotli.toLocaleString('en-US')} B brotli.`,
        'ngx-jwt-auth: the mean over several orders of its modules, see tools/size-apps.mjs.',
        ...whatTheyDo(),
      ],
    },
  ];
};

/** A line for all that do the same. */
function whatTheyDo(): string[] {
  const groups = Map.groupBy(APPS, ({ does }) => does);
  return [...groups].map(
    ([does, apps]) => `${apps.map(({ variant }) => variant).join(', ')}: ${does}.`,
  );
}

async function weigh(file: string): Promise<ReturnType<typeof weighSizeApp>> {
  const folder = basename(file, '.ts');
  const options = file.startsWith('peers/') ? ['--ts-config', 'peers/tsconfig.json'] : [];
  await buildSizeApp(file, folder, { options });
  return weighSizeApp(folder);
}

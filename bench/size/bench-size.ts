import { requireBuiltPackage } from '../../tools/built-package.mjs';
import { buildSizeApp, growthOf, weighSizeApp } from '../../tools/size-apps.mjs';
import type { Bench } from '../support/bench.ts';
import { inParallel } from '../support/in-parallel.ts';
import type { Row } from '../support/table.ts';
import { installPeers } from '../variants/install-peers.ts';

const OPENID_CONNECT = 'sign-in with an identity provider, attaches, refreshes, a guard';

/** Who is weighed, by the configuration in angular.json, and what its app does with it. */
const APPS = [
  { app: 'hand', variant: 'hand-written', does: 'attaches, refreshes in one tab, a guard' },
  { app: 'minimal', variant: 'ngx-jwt-auth, minimal', does: 'attaches; tokens in memory' },
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
    app: 'angular-jwt',
    variant: '@auth0/angular-jwt',
    does: 'attaches; refresh and guard are left to the app',
  },
  {
    app: 'keycloak-angular',
    variant: 'keycloak-angular',
    does: OPENID_CONNECT,
  },
  {
    app: 'angular-oauth2-oidc',
    variant: 'angular-oauth2-oidc',
    does: `${OPENID_CONNECT} of the app`,
  },
  {
    app: 'angular-auth-oidc-client',
    variant: 'angular-auth-oidc-client',
    does: OPENID_CONNECT,
  },
  {
    app: 'auth0-angular',
    variant: '@auth0/auth0-angular',
    does: OPENID_CONNECT,
  },
] as const;

/** What each adds to the same production app, built by Angular's own builder. */
export const benchSize: Bench = async ({ tell }) => {
  requireBuiltPackage();
  installPeers(tell);
  const baseline = await weigh('baseline');
  const rows = await inParallel(APPS, async ({ app, variant }): Promise<Row> => {
    tell(variant);
    const { initial, lazy } = await weigh(app);
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

async function weigh(app: string): Promise<ReturnType<typeof weighSizeApp>> {
  await buildSizeApp(app, app);
  return weighSizeApp(app);
}

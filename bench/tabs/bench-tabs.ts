import type { Browser, Page } from '@playwright/test';
import { startLiveServer, type LiveServer } from '../live/live-server.ts';
import { alternate } from '../support/alternate.ts';
import type { Bench } from '../support/bench.ts';
import { launchBrowser } from '../support/launch-browser.ts';
import { requireProcesses } from '../support/require-processes.ts';
import { spreadOf } from '../support/spread-of.ts';
import type { Row, Table } from '../support/table.ts';
import { buildVariants } from '../variants/build-variants.ts';
import { playRound, type Round } from './play-round.ts';
import { installSleep } from '../support/sleep-in-page.ts';

const OURS = 'ngx-jwt-auth, typical';

/** Who refreshes a session that its tabs share, by the configuration of bench/variants. */
const APPS = [
  { app: 'library-typical', variant: OURS },
  { app: 'hand', variant: 'hand-written' },
  { app: 'auth0-auth0-angular', variant: '@auth0/auth0-angular' },
] as const;

const OTHERS: readonly Row[] = [
  { variant: '@auth0/angular-jwt', cells: { cannot: 'it has no refresh' } },
  {
    variant: 'keycloak-angular',
    cells: {
      cannot:
        'it keeps its tokens in memory: each tab gets a session of its own from the Keycloak server',
    },
  },
  ...['angular-oauth2-oidc', 'angular-auth-oidc-client'].map((variant): Row => ({
    variant,
    cells: {
      cannot:
        'it keeps its tokens in `sessionStorage`: each tab gets a session of its own from the identity provider',
    },
  })),
];

const COUNTS = [2, 5, 10];

/** Milliseconds before each answer of the server. */
const LATENCY = 50;

/** Real tabs, each in a process of its own, that all need a new token at the same moment. */
export const benchTabs: Bench = async ({ rounds, tell }) => {
  const apps = APPS.map(({ app }) => app);
  await buildVariants(apps, tell, 'live');
  const servers = new Map<string, LiveServer>();
  const browser = await launchBrowser('--process-per-tab');
  try {
    for (const { app, variant } of APPS) {
      servers.set(variant, await startLiveServer(app, { latency: LATENCY }));
    }
    const tables: Table[] = [];
    for (const count of COUNTS) {
      tell(`${rounds} rounds in ${count} tabs`);
      tables.push(await compare(browser, servers, count, rounds));
    }
    return tables;
  } finally {
    await browser.close();
    for (const server of servers.values()) server.close();
  }
};

async function compare(
  browser: Browser,
  servers: ReadonlyMap<string, LiveServer>,
  count: number,
  rounds: number,
): Promise<Table> {
  const context = await browser.newContext();
  await context.addInitScript(installSleep);
  const pages: Page[] = [];
  while (pages.length < count) pages.push(await context.newPage());
  await requireProcesses(browser, count);
  const results = await alternate([...servers.values()], { rounds }, (server) =>
    playRound(pages, server),
  );
  await context.close();
  const roundsOf = (variant: string): readonly Round[] => {
    const server = servers.get(variant);
    return (server && results.get(server)) ?? [];
  };
  const rows = [...servers.keys()].map((variant): Row => {
    const played = roundsOf(variant);
    return {
      variant,
      cells: [
        spreadOf(played.map(({ refreshCalls }) => refreshCalls)),
        spreadOf(played.map(({ signedOut }) => signedOut)),
        spreadOf(played.map(({ milliseconds }) => milliseconds)),
      ],
    };
  });
  const ours = roundsOf(OURS);
  return {
    id: `tabs-${count}`,
    title: `${count} tabs wake up with an expired token`,
    columns: [
      { title: 'refresh calls', unit: '' },
      { title: 'tabs signed out', unit: '' },
      { title: 'until all have an answer', unit: 'ms', digits: 0 },
    ],
    rows: [...rows, ...OTHERS],
    chart: 1,
    notes: [
      `Tabs in processes of their own share one session and ask at the same moment, after the computer has slept; each answer takes ${LATENCY} ms, and a refresh token that is shown twice ends the session.`,
    ],
    checks: [
      {
        claim: `${OURS}: exactly 1 refresh in ${count} tabs, in each round`,
        isMet: ours.length > 0 && ours.every(({ refreshCalls }) => refreshCalls === 1),
      },
      {
        claim: `${OURS}: nobody signed out in ${count} tabs, in each round`,
        isMet: ours.length > 0 && ours.every(({ signedOut }) => signedOut === 0),
      },
    ],
  };
}

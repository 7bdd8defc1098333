import { alternate } from '../support/alternate.ts';
import type { Bench } from '../support/bench.ts';
import { formatNumber } from '../support/format-number.ts';
import { launchBrowser } from '../support/launch-browser.ts';
import { spreadOf } from '../support/spread-of.ts';
import { valueOf, type Check, type Row } from '../support/table.ts';
import { buildVariants } from '../variants/build-variants.ts';
import { openVariant, PAGE_FLAGS, withServedApps } from '../variants/variant-page.ts';
import { VARIANTS } from '../variants/variants.ts';
import { measureRequests, type RequestCost } from './measure-requests.ts';

const PARTS = ['own', 'other', 'allocated', 'kept'] as const satisfies (keyof RequestCost)[];

/** What auth adds to each of 20,000 requests in a row that have a valid token, without a network. */
export const benchRequest: Bench = async ({ rounds, tell }) => {
  const apps = VARIANTS.map(({ app }) => app);
  await buildVariants(apps, tell);
  const results = await withServedApps(apps, async (served) => {
    const browser = await launchBrowser(...PAGE_FLAGS);
    try {
      return await alternate(apps, { rounds, warmUps: 0 }, async (app, round) => {
        if (app === apps[0]) tell(`round ${round + 1} of ${rounds}`);
        const server = served.get(app);
        if (!server) throw new Error(`${app} is not served.`);
        const opened = await openVariant(browser, server);
        try {
          return await measureRequests(opened, app !== 'none');
        } finally {
          await opened.close();
        }
      });
    } finally {
      await browser.close();
    }
  });

  const none = results.get('none') ?? [];
  const rows = VARIANTS.filter(({ app }) => app !== 'none').map(({ app, title }): Row => {
    const costs = results.get(app) ?? [];
    const added = (part: keyof RequestCost): number[] =>
      costs.map((cost, round) => cost[part] - (none[round]?.[part] ?? NaN));
    return { variant: title, cells: PARTS.map((part) => spreadOf(added(part))) };
  });
  const [own, allocated] = (['own', 'allocated'] as const).map(
    (part) => spreadOf(none.map((cost) => cost[part])).median,
  );
  return [
    {
      id: 'request',
      title: 'What auth adds to a request',
      columns: [
        { title: 'time, own origin', unit: 'µs', digits: 2 },
        { title: 'time, another origin', unit: 'µs', digits: 2 },
        { title: 'allocated', unit: 'B', digits: 0 },
        { title: 'still there after a garbage collection', unit: 'B', digits: 1 },
      ],
      rows,
      chart: 0,
      notes: [
        `Each of 20,000 requests in a row with a valid token, which are answered in the page at once; minus the same without auth in the same round, which takes ${formatNumber(own ?? NaN, 1)} µs and allocates ${formatNumber(allocated ?? NaN, 0)} B.`,
        'Every round has a new page in a process of its own, in which the code has been compiled by at least 60,000 requests before.',
        'Time is what the main thread of the page has worked: what else the machine does is not in it.',
        'Allocated: the sampling heap profiler of V8, with what is collected meanwhile.',
        '@auth0/auth0-angular and keycloak-angular wait for a promise before each request.',
      ],
      checks: [checkAgainstHand(rows, 0), checkAgainstHand(rows, 1)],
    },
  ];
};

function checkAgainstHand(rows: readonly Row[], column: 0 | 1): Check {
  const cell = (name: string): number => {
    const cells = rows.find(({ variant }) => variant === name)?.cells;
    const found = cells && !('cannot' in cells) ? cells[column] : undefined;
    return found === undefined ? NaN : (valueOf(found) ?? NaN);
  };
  const [ours, hand] = [cell('ngx-jwt-auth, typical'), cell('hand-written')];
  const where = column === 0 ? 'own origin' : 'another origin';
  return {
    claim: `no more time than hand-written, ${where} (${formatNumber(ours, 2)} of ${formatNumber(hand, 2)} µs)`,
    isMet: ours <= hand,
  };
}

import { alternate } from '../support/alternate.ts';
import type { Bench } from '../support/bench.ts';
import { launchBrowser } from '../support/launch-browser.ts';
import { buildVariants } from '../variants/build-variants.ts';
import { openVariant, PAGE_FLAGS, withServedApps } from '../variants/variant-page.ts';
import { VARIANTS } from '../variants/variants.ts';
import { checkThatItCannot, measureStorms } from './measure-storms.ts';
import { STORM_CASES, whyNot } from './storm-cases.ts';
import { stormTable } from './storm-table.ts';

/** What becomes of requests that all find the token over at once, in four ways and two sizes. */
export const benchStorm: Bench = async ({ rounds, tell }) => {
  const apps = VARIANTS.map(({ app }) => app);
  const able = apps.filter((app) => STORM_CASES.some((each) => whyNot(app, each) === null));
  await buildVariants(apps, tell);
  const results = await withServedApps(apps, async (served) => {
    const browser = await launchBrowser(...PAGE_FLAGS);
    /** Each time in a new page, in a process of its own. */
    const inPage = async <T>(
      app: string,
      use: (app: string, opened: Awaited<ReturnType<typeof openVariant>>) => Promise<T>,
    ): Promise<T> => {
      const server = served.get(app);
      if (!server) throw new Error(`${app} is not served.`);
      const opened = await openVariant(browser, server);
      try {
        return await use(app, opened);
      } finally {
        await opened.close();
      }
    };
    try {
      tell('making sure that those cannot that are said not to');
      for (const app of apps) await inPage(app, checkThatItCannot);
      return await alternate(able, { rounds, warmUps: 0 }, (app, round) => {
        if (app === able[0]) tell(`round ${round + 1} of ${rounds}`);
        return inPage(app, measureStorms);
      });
    } finally {
      await browser.close();
    }
  });
  return STORM_CASES.map((each) => stormTable(each, results));
};

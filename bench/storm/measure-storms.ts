import { threadTime } from '../variants/thread-time.ts';
import type { VariantPage } from '../variants/variant-page.ts';
import { inTheMiddle, type Storm } from './in-the-middle.ts';
import { SIZES, STORM_CASES, whyNot, type StormCase } from './storm-cases.ts';

/** By the id of the case, in the order of the sizes. */
export type Storms = ReadonlyMap<string, readonly Storm[]>;

/** Requests of a storm that only shows that a variant cannot do it. */
const FEW = 20;

/** Small ones in a row: one is over so soon that a single collection of garbage decides it. */
export const SMALL_STORMS = 5;

/** All storms that a variant can do, in a page that was opened for them. */
export async function measureStorms(app: string, opened: VariantPage): Promise<Storms> {
  const storms = new Map<string, Storm[]>();
  const cases = STORM_CASES.filter((each) => whyNot(app, each) === null);
  // Until the code is compiled.
  for (const each of cases) await storm(opened, each, SIZES[0]);
  for (const each of cases) {
    const small: Storm[] = [];
    for (let time = 0; time < SMALL_STORMS; time++) small.push(await storm(opened, each, SIZES[0]));
    storms.set(each.id, [inTheMiddle(small), await storm(opened, each, SIZES[1])]);
  }
  return storms;
}

/** Throws for a variant that is said not to be able to do a storm, and does it. */
export async function checkThatItCannot(app: string, opened: VariantPage): Promise<void> {
  for (const each of STORM_CASES) {
    const reason = whyNot(app, each);
    if (reason === null) continue;
    const { answered } = await storm(opened, each, FEW);
    if (answered === FEW) throw new Error(`${app} "${reason}", and does it: ${each.title}`);
  }
}

async function storm(
  { page, devTools }: VariantPage,
  { isKnown, spread }: StormCase,
  count: number,
): Promise<Storm> {
  // What the last one has left behind is not on this one's account.
  await devTools.send('HeapProfiler.collectGarbage');
  const before = await threadTime(devTools);
  const result = await page.evaluate((options) => bench.storm(options), { count, isKnown, spread });
  return { ...result, work: (await threadTime(devTools)) - before };
}

// `npm run soak`: tabs in processes of their own need an access token at the same moment, again
// and again, while some of them crash, are reloaded or hang. No refresh token may be spent twice that
// need not be, and nobody may be signed out. USAGE in options.ts lists what can be chosen.
import { findFirefox } from '../../tools/firefox.mjs';
import { launchChromium } from '../support/browsers/launch-chromium.ts';
import { launchFirefox } from '../support/browsers/launch-firefox.ts';
import type { TabBrowser } from '../support/browsers/tab-browser.ts';
import { startCpuLoad } from './cpu-load.ts';
import { randomFault } from './fault.ts';
import { readOptions, USAGE, type Run, type SoakOptions } from './options.ts';
import { randomNumbers } from './random.ts';
import { report } from './report.ts';
import { Rig } from './rig.ts';
import { startSoakServer } from './soak-server.ts';
import { Tally } from './tally.ts';

/** Seconds that an access token lives: the shortest that the backend knows. */
const LIFETIME = 1;

let options: SoakOptions;
try {
  options = readOptions(process.argv.slice(2));
  // Without one, say so before anything is begun.
  if (options.isFirefox) findFirefox();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exit(2);
}

const results: { passed: number; failed: number }[] = [];
for (const run of options.runs) {
  // Each in a browser of its own: what a run leaves behind must not slow down the next.
  const browser = await (options.isFirefox ? launchFirefox() : launchChromium());
  try {
    const start = performance.now();
    const tally = await soak(browser, run, options);
    results.push(report(run, options, browser.name, tally, (performance.now() - start) / 1000));
  } finally {
    await browser.close();
  }
}
const sum = (name: 'passed' | 'failed') => results.reduce((all, each) => all + each[name], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

async function soak(browser: TabBrowser, run: Run, options: SoakOptions): Promise<Tally> {
  const { seed, latency, hasFaults, isNaive } = options;
  const random = randomNumbers(seed);
  const tally = new Tally();
  const server = await startSoakServer({ latency, lifetime: LIFETIME });
  const profile = await browser.newProfile(server.url);
  const stopLoad = run.isLoaded ? startCpuLoad() : () => undefined;
  try {
    const rig = await Rig.start(profile, server, { tabs: run.tabs, isNaive, lifetime: LIFETIME });
    while (tally.rounds < run.rounds) {
      const fault = hasFaults ? randomFault(random, run.tabs, latency) : null;
      tally.add(await rig.round(fault));
      if (tally.uncontended > run.rounds) throw new Error('Too many rounds came to nothing.');
    }
  } finally {
    stopLoad();
    await profile.close();
    server.close();
  }
  return tally;
}

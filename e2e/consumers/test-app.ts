import { writeFileSync } from 'node:fs';
import { browserFlags, findBrowser } from '../../tools/browser.mjs';
import type { App } from './app.ts';

/** As many as session.spec.ts has. */
const SPECS = 4;

/** Runs session.spec.ts with the runner that `ng new` put into the app. */
export async function testApp(app: App): Promise<void> {
  const isKarma = app.consumer.unitTests === 'Karma';
  if (isKarma) writeFileSync(app.path('karma.conf.js'), karmaConfig());
  const output = await app.ng(['test', '--watch=false', ...(isKarma ? KARMA_OPTIONS : [])], {
    CHROME_BIN: isKarma ? findBrowser() : '',
  });
  const passed = isKarma
    ? /Executed (\d+) of \1 SUCCESS/.exec(output)
    : /Tests +(\d+) passed/.exec(output);
  if (Number(passed?.[1]) !== SPECS) throw new Error(`Not all ${SPECS} tests ran:\n${output}`);
}

const KARMA_OPTIONS = ['--karma-config=karma.conf.js', '--browsers=ChromeForConsumers'];

/** The usual one, with the flags that a browser in a container needs. */
function karmaConfig(): string {
  const flags = [...browserFlags, '--remote-debugging-port=0'];
  return `module.exports = (config) =>
  config.set({
    frameworks: ['jasmine'],
    plugins: [require('karma-jasmine'), require('karma-chrome-launcher')],
    reporters: ['dots'],
    hostname: 'localhost',
    listenAddress: 'localhost',
    captureTimeout: 60000,
    customLaunchers: {
      ChromeForConsumers: { base: 'ChromeHeadless', flags: ${JSON.stringify(flags)} },
    },
  });
`;
}

// What the Karma configurations of the library and of the demo have in common.
import karmaChromeLauncher from 'karma-chrome-launcher';
import karmaCoverage from 'karma-coverage';
import karmaJasmine from 'karma-jasmine';
import { fileURLToPath } from 'node:url';
import { browserFlags, findBrowser } from './browser.mjs';
import { karmaSeedsPlugin } from './karma-seeds-reporter.mjs';
import { karmaSummaryPlugin } from './karma-summary-reporter.mjs';
import { propertySettings } from './property-settings.mjs';

/**
 * @param {string} project its name, which is also its folder under coverage/
 * @param {Record<string, number>} [thresholds] percentages below which a run with coverage fails
 */
export function karmaConfig(project, thresholds) {
  // This is where karma-chrome-launcher looks.
  process.env['CHROME_BIN'] = findBrowser();
  const properties = propertySettings(process.env);
  const isLong = properties.seeds.length * properties.runs > 10_000;
  return {
    frameworks: ['jasmine'],
    plugins: [
      karmaJasmine,
      karmaChromeLauncher,
      karmaCoverage,
      karmaSeedsPlugin,
      karmaSummaryPlugin,
    ],
    // The Angular builder adds `coverage` when it is asked for coverage.
    reporters: ['seeds', 'dots', 'summary'],
    browsers: ['ChromeHeadlessJwtAuth'],
    customLaunchers: {
      ChromeHeadlessJwtAuth: {
        base: 'ChromeHeadless',
        // Port 0: the launcher's fixed 9222 would make two runs on one machine meet.
        flags: [...browserFlags, '--remote-debugging-port=0'],
      },
    },
    client: {
      jasmine: { random: true, failSpecWithNoExpectations: true },
      // The specs find it in the browser as `__karma__.config.properties`.
      properties,
    },
    coverageReporter: {
      dir: fileURLToPath(new URL(`../coverage/${project}`, import.meta.url)),
      subdir: '.',
      reporters: [
        { type: 'text-summary' },
        { type: 'json-summary' },
        { type: 'lcovonly' },
        ...(process.env['CI'] ? [] : [{ type: 'html' }]),
      ],
      ...(thresholds && { check: { global: thresholds } }),
    },
    hostname: 'localhost',
    listenAddress: 'localhost',
    // A busy two-core machine may need a while for the first page, and minutes for one spec of
    // thousands of cases. While it tries a million, the browser answers nobody.
    captureTimeout: 60_000,
    browserNoActivityTimeout: isLong ? 86_400_000 : 600_000,
    pingTimeout: isLong ? 86_400_000 : 60_000,
  };
}

// Mutation testing, see tools/mutation.mjs.
export const library = 'projects/ngx-jwt-auth/src/lib';

// The properties try so many cases that all mutants together would take hours; fewer do as well.
process.env['PROPERTY_RUNS'] ??= '300';

/** @satisfies {ConstructorParameters<typeof import('@stryker-mutator/core').Stryker>[0]} */
export default {
  mutate: [`${library}/{http,refresh,routing,session,tabs,token}/*.ts`, `!${library}/**/*.spec.ts`],
  testRunner: 'karma',
  karma: {
    projectType: 'angular-cli',
    configFile: 'tools/karma.mutation.cjs',
    // A mutant is switched on in the browser: one build, and Karma must stay for the next run.
    ngConfig: { testArguments: { project: 'ngx-jwt-auth', sourceMap: 'false', watch: 'true' } },
  },
  coverageAnalysis: 'perTest',
  timeoutMS: 20_000, // a busy machine is no mutant that was found
  concurrency: 1,
  ignorePatterns: ['/bench', '/coverage', '/dist', '/docs', '/e2e', '/reports', '/test-results'],
  reporters: ['clear-text', 'progress', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  thresholds: { high: 95, low: 90, break: 90 },
};

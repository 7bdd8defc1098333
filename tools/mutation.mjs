// `npm test -- mutation`: changes the library in many small ways, one at a time, and lets the specs find
// out (Stryker). The score is the share that they found; those that they did not are printed.
//
//   npm test -- mutation                         all that stryker.config.mjs names
//   npm test -- mutation routing token/decode    only the files whose path in src/lib begins so
//   npm test -- mutation token --concurrency 2   options go to Stryker
import { StrykerCli } from '@stryker-mutator/core';
import config, { library } from '../stryker.config.mjs';

const args = process.argv.slice(2);
const firstOption = args.findIndex((arg) => arg.startsWith('-'));
const words = firstOption < 0 ? args : args.slice(0, firstOption);
const options = args.slice(words.length);

if (words.length > 0) {
  const patterns = [
    ...words.flatMap((word) => [`${library}/${word}*.ts`, `${library}/${word}/*.ts`]),
    ...config.mutate.filter((pattern) => pattern.startsWith('!')),
  ];
  options.push('--mutate', patterns.join(','));
}

new StrykerCli([...process.argv.slice(0, 2), 'run', ...options]).run();

import { nameOf, type Consumer } from './consumers.ts';

/** What is done with each app, in this order. */
export type Step =
  'create' | 'add' | 'build' | 'test' | 'render' | 'sign-in' | 'refresh' | 'lazy client' | 'guard';

const STEPS: readonly Step[] = [
  'create',
  'add',
  'build',
  'test',
  'render',
  'sign-in',
  'refresh',
  'lazy client',
  'guard',
];

/** What became of an app. */
export interface Result {
  readonly consumer: Consumer;
  /** Versions that were really there. */
  angular: string;
  cli: string;
  rxjs: string;
  readonly steps: Map<Step, 'ok' | 'FAILED'>;
}

/** The steps that an app has to go through. */
function stepsOf({ unitTests, serverRendering }: Consumer): readonly Step[] {
  return STEPS.filter(
    (step) =>
      (step !== 'test' || unitTests !== undefined) &&
      (!['render', 'lazy client'].includes(step) || serverRendering !== undefined),
  );
}

/** The table at the end. A step that was not reached has failed. */
export function report(results: readonly Result[]): { passed: number; failed: number } {
  const rows = results.map(({ consumer, angular, cli, rxjs, steps }) => [
    angular,
    cli,
    rxjs,
    consumer.flavour,
    ...STEPS.map((step) =>
      stepsOf(consumer).includes(step) ? (steps.get(step) ?? 'not run') : '-',
    ),
  ]);
  const table = [['Angular', 'CLI', 'RxJS', 'flavour', ...STEPS], ...rows];
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of table) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
  const outcomes = results.flatMap(({ consumer, steps }) =>
    stepsOf(consumer).map((step) => steps.get(step) === 'ok'),
  );
  const passed = outcomes.filter(Boolean).length;
  return { passed, failed: outcomes.length - passed };
}

/** One line for each step, as it ends. */
export function reportStep(consumer: Consumer, step: Step, outcome: string, seconds: number): void {
  const name = nameOf(consumer).padEnd(18);
  console.log(
    `${name} ${step.padEnd(11)} ${outcome.padEnd(6)} ${seconds.toFixed(1).padStart(6)} s`,
  );
}

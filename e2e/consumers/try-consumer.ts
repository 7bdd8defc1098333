import type { Browser } from '@playwright/test';
import { addLibrary } from './add-library.ts';
import { browserCheck } from './browser-check.ts';
import { buildApp } from './build-app.ts';
import type { Consumer } from './consumers.ts';
import { makeApp } from './make-app.ts';
import { renderedCheck } from './rendered-check.ts';
import { reportStep, type Result, type Step } from './report.ts';
import { serveApp } from './serve-app.ts';
import { testApp } from './test-app.ts';
import { useLibrary } from './use-library.ts';

export interface Rig {
  /** Where the apps are made. */
  readonly folder: string;
  readonly tarball: string;
  readonly browser: Browser;
}

/** Makes an app and goes with it through all steps, until one fails. */
export async function tryConsumer(consumer: Consumer, rig: Rig): Promise<Result> {
  const steps: Result['steps'] = new Map();
  const result: Result = { consumer, angular: consumer.version, cli: '', rxjs: '', steps };

  const run = async <T>(step: Step, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const end = (outcome: 'ok' | 'FAILED'): void => {
      steps.set(step, outcome);
      reportStep(consumer, step, outcome, (performance.now() - start) / 1000);
    };
    try {
      const value = await work();
      end('ok');
      return value;
    } catch (error) {
      end('FAILED');
      throw error;
    }
  };

  try {
    const app = await run('create', () => makeApp(consumer, rig.folder));
    await run('add', () => addLibrary(app, rig.tarball));
    result.angular = app.installedVersion('@angular/core');
    result.cli = app.installedVersion('@angular/cli');
    result.rxjs = app.installedVersion('rxjs');
    useLibrary(app);
    await run('build', () => buildApp(app));
    if (consumer.unitTests) await run('test', () => testApp(app));
    const served = await serveApp(app);
    try {
      if (consumer.serverRendering) {
        await run('render', () => renderedCheck(served, result.angular));
      }
      await browserCheck(rig.browser, served, consumer, run);
    } finally {
      await served.close();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  return result;
}

import { runInInjectionContext, type ApplicationRef } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { App } from './app';
import { appConfig } from './app.config';
import { Driver } from './driver';
import { NaiveTab } from './naive-tab';
import { readSetUp, type SetUp } from './set-up';
import type { RoundTab } from './tab';

const page = globalThis as {
  tab?: RoundTab | undefined;
  tabs?: RoundTab[];
  remount?: () => Promise<void>;
};
const setUp = readSetUp(new URLSearchParams(location.search));
const apps: ApplicationRef[] = [];
const tabs: RoundTab[] = [];
await mount();
// This script may run more than once in a page, as the bundles of micro-frontends do.
page.tabs = [...(page.tabs ?? []), ...tabs];
[page.tab] = page.tabs;
page.remount = async () => {
  for (const app of apps.splice(0)) app.destroy();
  tabs.length = 0;
  await mount();
  page.tabs = [...tabs];
  [page.tab] = page.tabs;
};

async function mount(): Promise<void> {
  for (const key of setUp.keys) {
    tabs.push(setUp.isNaive ? new NaiveTab(key) : await startApp(setUp, key));
  }
}

/** An app with an element of its own: there may be several. */
async function startApp(setUp: SetUp, key: string): Promise<RoundTab> {
  const host = document.createElement('div');
  document.body.append(host);
  const app = await createApplication(appConfig(setUp, key));
  apps.push(app);
  app.bootstrap(App, host);
  return runInInjectionContext(app.injector, () => new Driver(key, setUp));
}

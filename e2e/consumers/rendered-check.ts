import { expect } from '@playwright/test';
import type { ServedApp } from './serve-app.ts';
import { transfersViaParent } from './transfers-via-parent.ts';

/** What the server of an SSR app sends: the public page, and of the guarded one nothing but the shell. */
export async function renderedCheck({ url }: ServedApp, angular: string): Promise<void> {
  const home = await fetch(url);
  expect(home.status).toBe(200);
  expect(await home.text()).toContain('<h1>Welcome</h1>');

  const account = await fetch(`${url}/account`, { redirect: 'manual' });
  const html = await account.text();
  expect(account.status).toBe(200);
  expect(html).toContain('<router-outlet');
  expect(html).not.toContain('Your account');

  // The answer is that for nobody. In some versions it is transferred when docs/ssr.md is not followed.
  expect(await transfersGreeting(`${url}/greeting/own`)).toBe(false);
  expect(await transfersGreeting(`${url}/greeting/via-parent`)).toBe(false);
  expect(await transfersGreeting(`${url}/greeting/not-listed`)).toBe(transfersViaParent(angular));
}

async function transfersGreeting(url: string): Promise<boolean> {
  const html = await (await fetch(url)).text();
  const [, state = ''] = /<script id="ng-state"[^>]*>(.*?)<\/script>/s.exec(html) ?? [];
  expect(html).toContain('<p>Hello, nobody</p>');
  return state.includes('nobody');
}

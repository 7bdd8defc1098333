import { expect } from '@playwright/test';
import type { ServedApp } from './serve-app.ts';

/** What the server of an SSR app sends: the public page, and of the guarded one nothing but the shell. */
export async function renderedCheck({ url }: ServedApp): Promise<void> {
  const home = await fetch(url);
  expect(home.status).toBe(200);
  expect(await home.text()).toContain('<h1>Welcome</h1>');

  const account = await fetch(`${url}/account`, { redirect: 'manual' });
  const html = await account.text();
  expect(account.status).toBe(200);
  expect(html).toContain('<router-outlet');
  expect(html).not.toContain('Your account');
}

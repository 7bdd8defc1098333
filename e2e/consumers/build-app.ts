import type { App } from './app.ts';

/** Builds for production, and loads in plain Node what is for plain Node. */
export async function buildApp(app: App): Promise<void> {
  const output = await app.ng(['build']);
  if (output.includes('[WARNING]')) throw new Error(`The build warns:\n${output}`);
  const script = `
    const { createSignedInStorageState } = await import('ngx-jwt-auth/playwright');
    console.log(typeof createSignedInStorageState);`;
  const type = await app.node(['--input-type=module', '--eval', script]);
  if (type.trim() !== 'function') throw new Error(`ngx-jwt-auth/playwright in Node: ${type}`);
}

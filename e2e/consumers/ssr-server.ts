import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { App } from './app.ts';
import { commandEnvironment } from './run-command.ts';

/** What `npm run serve:ssr:consumer` starts: the server that `ng new --ssr` wrote, as it was built. */
export async function startSsrServer(app: App): Promise<{ readonly url: string; stop(): void }> {
  const port = await freePort();
  const child = spawn(process.execPath, ['dist/consumer/server/server.mjs'], {
    cwd: app.folder,
    env: {
      ...commandEnvironment(),
      PORT: String(port),
      // Angular 22 renders for no host that it was not told of.
      NG_ALLOWED_HOSTS: 'localhost',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const note = (chunk: Buffer): void => appendFileSync(app.log, chunk);
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The server of the app ended with ${String(code)}, see ${app.log}`);
  });
  failed.catch(() => undefined);
  await Promise.race([once(child.stdout, 'data'), failed]);
  return { url: `http://localhost:${port}`, stop: () => void child.kill() };
}

/** The server cannot say which port it got, so it gets one that was free just now. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

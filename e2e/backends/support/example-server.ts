import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Target } from '../../interop/src/client.ts';
import { backends } from '../backends.ts';

/** Short enough to wait for. */
export const ACCESS_TOKEN_SECONDS = 4;
/** For which a spent refresh token is still taken. */
export const OVERLAP_SECONDS = 1;

export interface ExampleServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the server of an example in a process of its own, as its README says, on a free port. */
export async function startExample(
  name: Target['backend'],
  webOrigin: string,
): Promise<ExampleServer> {
  const { main, secretName } = backends[name];
  const port = await freePort();
  const hooks = new URL('end-with-parent.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', hooks, main], {
    cwd: fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url)),
    env: {
      ...process.env,
      PORT: String(port),
      WEB_ORIGIN: webOrigin,
      ACCESS_TOKEN_SECONDS: String(ACCESS_TOKEN_SECONDS),
      OVERLAP_SECONDS: String(OVERLAP_SECONDS),
      [secretName]: randomBytes(32).toString('hex'),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const url = `http://localhost:${port}`;
  const ended = once(child, 'exit');
  let output = '';
  const listening = new Promise<boolean>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += String(chunk);
        // Each example tells its address when it listens.
        if (output.split('\n').includes(url)) resolve(true);
      });
    }
  });
  if (!(await Promise.race([listening, ended.then(() => false)]))) {
    throw new Error(`The server of examples/${name} did not start:\n${output}`);
  }
  return {
    url,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** The servers have to know their own address before they listen, so that they cannot take port 0. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

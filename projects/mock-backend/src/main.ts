import { parseArgs } from 'node:util';
import { faultsFromEnvironment } from './environment.ts';
import { startServer, type ServerOptions } from './server.ts';

const USAGE = 'Usage: main.ts [--port 3000] [--static <folder of a built app>]';

function readOptions(): ServerOptions {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, static: { type: 'string' } },
  });
  const port = Number(values.port ?? (process.env['PORT'] || '3000'));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error('The port must be a whole number from 0 to 65535.');
  }
  return {
    port,
    host: process.env['HOST'] || 'localhost',
    faults: faultsFromEnvironment(process.env),
    ...(values.static === undefined ? {} : { staticFolder: values.static }),
  };
}

try {
  const server = await startServer(readOptions());
  console.log(`Mock backend: ${server.url}/api`);
  const stop = (): void => {
    // Not left to the event loop: a delayed answer would hold it open until its latency is over.
    void server.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 1;
}

import { fileURLToPath } from 'node:url';
import { Backend } from '../../e2e/support/backend.ts';
import type { Faults } from '../../projects/mock-backend/src/faults.ts';
import { startServer } from '../../projects/mock-backend/src/server.ts';

/** A built app and the mock backend below /api, on one origin and a free port. */
export interface ServedApp {
  readonly url: string;
  /** The counters and the switches of that server. */
  readonly backend: Backend;
  close(): Promise<void>;
}

/**
 * Serves `dist/bench/<app>/browser`, such as that of `variants/hand`. The faults are those at start and
 * after a reset; as it is the server is strict: a refresh token that is shown twice ends the session.
 */
export async function serveApp(app: string, faults: Partial<Faults> = {}): Promise<ServedApp> {
  const staticFolder = fileURLToPath(new URL(`../../dist/bench/${app}/browser`, import.meta.url));
  const server = await startServer({ port: 0, staticFolder, faults });
  return { url: server.url, backend: new Backend(server.url), close: () => server.close() };
}

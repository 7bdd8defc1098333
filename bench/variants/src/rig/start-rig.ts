import { answerFetch } from './answer-fetch';
import { InPageBackend } from './in-page-backend';
import { InPageServer, LIFETIME } from './in-page-server';
import type { PageBench } from './page-bench';
import { sendRequests } from './send-requests';
import { sendStorm } from './send-storm';
import { startApp, type StartedApp } from './start-app';
import { createSession } from './tokens';
import type { Session, Variant } from './variant';

/** Seconds since a token was issued that has expired. */
const EXPIRED = LIFETIME + 60;
/** Seconds that a client gets which refreshes while it starts, and has to find stale soon after. */
const SHORT = 1;

/** Makes `globalThis.bench` of a variant: the same for all. */
export function startRig(variant: Variant): void {
  const server = new InPageServer();
  const backend = new InPageBackend();
  answerFetch(server);
  let app: StartedApp | undefined;

  const start = async (session: Session, lifetime?: number): Promise<StartedApp> => {
    app?.stop();
    // What the app asks of the server while it starts, as some do, it gets from the one of the storms.
    server.signIn(session, lifetime);
    backend.server = server;
    app = await startApp(variant, session, backend);
    return app;
  };

  const bench: PageBench = {
    async startForRequests() {
      await start(createSession(0, LIFETIME));
      backend.server = null;
    },
    async sendRequests(count, api) {
      if (!app) throw new Error('No app was started.');
      backend.withToken = 0;
      const milliseconds = await sendRequests(app.http, count, api);
      const isGood = server.server.answer('last', backend.lastToken) === 200;
      return { milliseconds, withToken: isGood ? backend.withToken : 0 };
    },
    async storm({ count, isKnown, spread }) {
      const session = createSession(isKnown ? EXPIRED : 0, LIFETIME);
      const { http } = await start(session, isKnown ? SHORT : LIFETIME);
      server.server.revokeAccess();
      server.startStorm(spread);
      const settled = await sendStorm(http, server, count);
      return { ...server.server.tally(), ...settled };
    },
  };
  (globalThis as { bench?: PageBench }).bench = bench;
}

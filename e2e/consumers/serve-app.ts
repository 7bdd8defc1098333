import { startServer } from '../../projects/mock-backend/src/server.ts';
import type { App } from './app.ts';
import { startGreeting } from './start-greeting.ts';
import { startProxy } from './proxy.ts';
import { startSsrServer } from './ssr-server.ts';

/** The built app and the mock backend below /api, on one origin. */
export interface ServedApp {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveApp(app: App): Promise<ServedApp> {
  if (!app.consumer.serverRendering) {
    return startServer({ port: 0, staticFolder: app.path('dist/consumer/browser') });
  }
  const api = await startServer({ port: 0 });
  const pages = await startSsrServer(app);
  const greeting = await startGreeting(api.url);
  const proxy = await startProxy((path) => {
    if (path === '/api/greeting') return greeting.url;
    return path.startsWith('/api/') ? api.url : pages.url;
  });
  return {
    url: proxy.url,
    close: async () => {
      await proxy.close();
      pages.stop();
      greeting.close();
      await api.close();
    },
  };
}

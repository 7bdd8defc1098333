import { serve } from '@hono/node-server';
import { app } from './app.ts';
import { env } from './env.ts';

serve({ fetch: app.fetch, port: env.port, hostname: 'localhost' }, () => {
  console.log(`http://localhost:${env.port}`);
});

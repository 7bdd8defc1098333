import { app } from './app.ts';
import { env } from './env.ts';

await app.listen({ port: env.port, host: 'localhost' });
console.log(`http://localhost:${env.port}`);

import { app } from './app.ts';
import { env } from './env.ts';

app.listen(env.port, 'localhost', (error) => {
  if (error) throw error;
  console.log(`http://localhost:${env.port}`);
});

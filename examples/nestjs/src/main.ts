import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { env } from './env';

async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule);
  app.enableCors({ origin: env.webOrigin });
  await app.listen(env.port, 'localhost');
  console.log(`http://localhost:${env.port}`);
}

void main();

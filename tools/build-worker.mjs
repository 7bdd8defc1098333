// Puts the mock backend next to the built demo, as a service worker: `npm run build -- pages`.
import { build } from 'esbuild';
import { join } from 'node:path';
import { root } from './built-package.mjs';

await build({
  entryPoints: [join(root, 'projects/mock-backend/worker/service-worker.ts')],
  outfile: join(root, 'dist/pages/backend-worker.js'),
  // One classic script: not every browser has workers that are modules.
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2023',
  minify: true,
  logLevel: 'warning',
});

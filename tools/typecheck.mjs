// Checks the types of every program, and of the templates where there are some.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './built-package.mjs';

const compilers = {
  tsc: join(root, 'node_modules/typescript/bin/tsc'),
  ngc: join(root, 'node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js'),
};

/** @type {readonly [keyof typeof compilers, string][]} */
const programs = [
  ['tsc', 'tools'],
  ['tsc', 'e2e'],
  ['tsc', 'bench'],
  ['tsc', 'projects/mock-backend'],
  ['tsc', 'projects/mock-backend/worker'],
  ['tsc', 'projects/ngx-jwt-auth/playwright'],
  ['tsc', 'projects/ngx-jwt-auth/schematics'],
  ['ngc', 'projects/ngx-jwt-auth/tsconfig.spec.json'],
  ['ngc', 'projects/demo-app/tsconfig.spec.json'],
  ['ngc', 'e2e/consumers/app'],
  ['ngc', 'e2e/interop'],
  ['ngc', 'e2e/ssr'],
  ['ngc', 'e2e/tabs'],
];

for (const [compiler, project] of programs) {
  const { status } = spawnSync(process.execPath, [compilers[compiler], '-p', project, '--noEmit'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status === 0) continue;
  console.error(`The types of ${project} are not right.`);
  process.exitCode = 1;
}

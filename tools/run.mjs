// Runs the commands of an npm script, see tools/commands.mjs.
//
//   npm test                      the usual ones
//   npm test -- interop express   one by its name; what follows goes to its last command
import { spawnSync } from 'node:child_process';
import { root } from './built-package.mjs';
import { commands } from './commands.mjs';

const [script = '', name, ...args] = process.argv.slice(2);
const { usual = [], commands: known = {} } = commands[script] ?? {};
for (const each of name === undefined ? usual : [name]) {
  const lines = known[each];
  if (!lines) {
    console.error(`There is no ${each}, only ${Object.keys(known).join(', ')}.`);
    process.exit(2);
  }
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    const command = isLast ? [line, ...args.map((arg) => JSON.stringify(arg))].join(' ') : line;
    console.log(`> ${command}`);
    const { status } = spawnSync(command, { cwd: root, shell: true, stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
}

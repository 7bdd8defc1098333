import { runCommand } from './run-command.ts';

/** npm says where it is when it runs a script; Windows cannot spawn `npm` by its bare name. */
export function npm(args: readonly string[], cwd: string, log: string): Promise<string> {
  const path = process.env['npm_execpath'];
  return path
    ? runCommand({ program: process.execPath, args: [path, ...args], cwd, log })
    : runCommand({ program: 'npm', args, cwd, log });
}

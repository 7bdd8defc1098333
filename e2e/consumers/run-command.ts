import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The file that gets a copy of what it prints. */
  readonly log: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** No step takes that long, unless it waits for somebody who is not there. */
const TIMEOUT = 300_000;

/** Gives what it printed. Throws the end of that when it failed. */
export async function runCommand({ program, args, cwd, log, env }: Command): Promise<string> {
  appendFileSync(log, `\n$ ${[program, ...args].join(' ')}\n`);
  const child = spawn(program, args, {
    cwd,
    env: { ...commandEnvironment(), ...env },
    // Nobody answers a question.
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT,
  });
  let output = '';
  const note = (chunk: Buffer): void => {
    output += chunk.toString();
    appendFileSync(log, chunk);
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const outcome = await new Promise<number | string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 'nothing'));
    // What it started itself may live on, with its output open.
    child.on('exit', (code, signal) => {
      if (signal) resolve(signal);
    });
  });
  if (outcome !== 0) {
    const end = output.trim().split('\n').slice(-40).join('\n');
    throw new Error(`${args.join(' ')} ended with ${outcome}:\n${end}`);
  }
  return output;
}

/**
 * That of a terminal in which somebody works on the app: of the npm that runs this, nothing is
 * handed on that speaks of this repository.
 */
export function commandEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(?:npm_package_|npm_lifecycle_|npm_command$|npm_config_(?:local_)?prefix$|INIT_CWD$|NODE_OPTIONS$)/;
  const theirs = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return {
    ...Object.fromEntries(theirs),
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    CI: 'true',
    NO_COLOR: '1',
    NG_CLI_ANALYTICS: 'false',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_prefer_offline: 'true',
    npm_config_update_notifier: 'false',
  };
}

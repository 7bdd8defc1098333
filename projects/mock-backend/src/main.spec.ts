import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env } });
  return { child, exited: once(child, 'exit'), errors: text(child.stderr) };
}

describe('the command', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`says where it listens, takes its switches, and ends well on ${signal}`, async () => {
      const { child, exited, errors } = start([], { PORT: '0', MOCK_OVERLAP_WINDOW: '7' });
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const url = /^Mock backend: (http:\/\/localhost:\d+\/api)\n$/.exec(line.toString())?.[1];
      const faults = (await (await fetch(`${url}/faults`)).json()) as { overlapWindow: number };
      assert.equal(faults.overlapWindow, 7);
      child.kill(signal);
      assert.deepEqual(await exited, [0, null]);
      assert.equal(await errors, '');
    });
  }

  for (const [args, message] of [
    [['--port', 'abc'], /port must be a whole number/],
    [['--port', '70000'], /port must be a whole number/],
    [['--prot', '3000'], /--prot/],
    [['--port', '0', '--static', 'no-such-folder'], /no index\.html in no-such-folder/],
  ] as const) {
    test(`refuses ${args.join(' ')} and says how it is used`, async () => {
      const { exited, errors } = start(args);
      assert.deepEqual(await exited, [1, null]);
      assert.match(await errors, message);
      assert.match(await errors, /Usage: main\.ts/);
    });
  }
});

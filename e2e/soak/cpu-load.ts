import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Keeps every processor busy with something else; returns what ends that. */
export function startCpuLoad(): () => void {
  const workers = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' }),
  );
  const stop = (): void => {
    for (const worker of workers) worker.kill('SIGKILL');
  };
  process.once('exit', stop);
  return stop;
}

import { ngBuild } from '../../tools/ng-build.mjs';

const built = new Set<string>();

/** Builds an app of bench/variants for a real server, once a run: its rig is then that of this folder. */
export function buildLiveApp(app: string): void {
  if (built.has(app)) return;
  const output = `dist/bench/live/${app}`;
  ngBuild('bench/variants', output, ['variants', '--configuration', `${app},live`]);
  built.add(app);
}

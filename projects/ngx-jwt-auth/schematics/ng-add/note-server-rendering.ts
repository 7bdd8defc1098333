import type { App } from './app.ts';
import type { ChosenProject } from './choose-project.ts';

/** The two facts of server rendering that matter, for an app that has it. */
export function noteServerRendering({ report }: App, { definition }: ChosenProject): void {
  const { server, ssr } = definition.targets.get('build')?.options ?? {};
  if (!server && !ssr && !definition.targets.has('server')) return;
  report.note(
    "on the server nobody is signed in or out: status() is 'unknown' there, guarded pages are rendered in the browser.",
  );
  report.note(
    'requests of the server carry no token, and their answers are not transferred. README.md of ngx-jwt-auth, "Server rendering".',
  );
}

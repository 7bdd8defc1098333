import type { App } from './app.ts';

/** `ng add`, as in the README, with the tarball in place of the name. */
export async function addLibrary(app: App, tarball: string): Promise<void> {
  const options = ['--defaults', '--skip-confirmation', ...(app.consumer.addOptions ?? [])];
  const output = await app.ng(['add', tarball, ...options]);
  // npm or the CLI would go on in spite of it.
  if (/unmet peer|incompatible peer|ERESOLVE/i.test(output)) {
    throw new Error(`The peer dependencies do not fit:\n${output}`);
  }
  const { dependencies } = JSON.parse(app.read('package.json')) as {
    dependencies: Record<string, string>;
  };
  if (!dependencies['ngx-jwt-auth']) throw new Error('It is not in the dependencies of the app.');
  // What is claimed is claimed of this version, which npm must have left alone.
  for (const name of ['@angular/core', '@angular/common', '@angular/router', 'rxjs']) {
    const version = app.installedVersion(name);
    if (/^\d/.test(dependencies[name] ?? '') && version !== dependencies[name]) {
      throw new Error(`${name} is ${version} after ng add, instead of ${dependencies[name]}.`);
    }
  }
}

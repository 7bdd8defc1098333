import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Consumer } from './consumers.ts';
import { runCommand } from './run-command.ts';

/** The app of a consumer: a folder with what `ng new` wrote. */
export class App {
  readonly consumer: Consumer;
  readonly folder: string;
  readonly log: string;

  constructor(consumer: Consumer, folder: string) {
    this.consumer = consumer;
    this.folder = folder;
    this.log = `${folder}.log`;
  }

  /** The file with the app's routes: NgModule apps have another one. */
  get routes(): string {
    const standalone = this.path('src/app/app.routes.ts');
    return existsSync(standalone) ? standalone : this.path('src/app/app-routing-module.ts');
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** The app's own Angular CLI. */
  ng(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
    return this.node([this.path('node_modules/@angular/cli/bin/ng.js'), ...args], env);
  }

  node(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
    const { folder, log } = this;
    return runCommand({ program: process.execPath, args, cwd: folder, log, env });
  }

  installedVersion(name: string): string {
    const manifest = this.read(`node_modules/${name}/package.json`);
    return (JSON.parse(manifest) as { version: string }).version;
  }
}

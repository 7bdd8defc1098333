import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';

/** What the numbers were measured on, and with. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** In GiB. */
  readonly memory: number;
  readonly system: string;
  readonly browser: string;
  readonly node: string;
  readonly angular: string;
  readonly library: string;
  /** What it is compared with: the versions by the names of the packages. */
  readonly peers: Readonly<Record<string, string>>;
}

export function describeMachine(browserVersion: string): Machine {
  const [first, ...others] = cpus();
  return {
    cpu: first?.model.replace(/\s+/g, ' ').trim() ?? 'unknown',
    cores: 1 + others.length,
    memory: Math.round(totalmem() / 2 ** 30),
    system: systemName(),
    browser: `Chromium ${browserVersion}`,
    node: process.versions.node,
    angular: versionIn('node_modules/@angular/core/package.json'),
    library: versionIn('dist/ngx-jwt-auth/package.json'),
    peers: (readJson('bench/package.json') as { dependencies: Record<string, string> })
      .dependencies,
  };
}

/** The distribution where there is one: two of them with the same kernel are not the same. */
function systemName(): string {
  try {
    const name = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    if (name !== undefined) return name;
  } catch {
    // Only Linux has the file.
  }
  return `${type()} ${release()}`;
}

/** That of a package.json. */
function versionIn(path: string): string {
  return (readJson(path) as { version: string }).version;
}

/** A file, by its path from the root of the repository. */
function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
}

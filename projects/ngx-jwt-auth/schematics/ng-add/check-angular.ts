import { SchematicsException, type Tree } from '@angular-devkit/schematics';

/** Refuses an Angular that the library was not built for; gives its major version, or null. */
export function checkAngular(tree: Tree): number | null {
  const version = installedVersion(tree) ?? declaredVersion(tree, '@angular/core');
  const [major, minor] = (/(\d+)(?:\.(\d+))?/.exec(version ?? '') ?? [])
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  if (major === undefined || minor === undefined) return null;
  // A range that is open to 20.1 says nothing about what will be installed.
  const isOpen = /^[\^>]/.test(version ?? '');
  if (major < 20 || (major === 20 && minor < 1 && !isOpen)) {
    throw new SchematicsException(
      `ngx-jwt-auth needs Angular 20.1 or newer, and this workspace has ${version ?? ''}. ` +
        'Update it first: `ng update @angular/core @angular/cli`.',
    );
  }
  return major;
}

/** The range of a package in package.json, or null. */
export function declaredVersion(tree: Tree, name: string): string | null {
  const { dependencies, devDependencies } = readJson(tree, '/package.json');
  return dependencies?.[name] ?? devDependencies?.[name] ?? null;
}

function installedVersion(tree: Tree): string | null {
  return readJson(tree, '/node_modules/@angular/core/package.json').version ?? null;
}

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readJson(tree: Tree, path: string): Manifest {
  const text = tree.exists(path) ? tree.read(path)?.toString('utf8') : undefined;
  return text === undefined ? {} : (JSON.parse(text) as Manifest);
}

import { SchematicsException, type Rule, type Tree } from '@angular-devkit/schematics';
import { NodePackageInstallTask } from '@angular-devkit/schematics/tasks';
import { getWorkspace } from '@schematics/angular/utility/workspace';
import { ANGULAR_JWT } from '../shared/packages.ts';
import { migrateFiles } from './migrate-files.ts';
import { majorOf, removePackage } from './package-json.ts';
import { readSources } from './read-sources.ts';
import { report } from './report.ts';

export interface MigrateAngularJwtOptions {
  readonly project?: string;
  readonly store?: 'keep' | 'local' | 'session' | 'memory';
  readonly refreshUrl?: string;
  readonly skipInstall?: boolean;
}

/** `ng generate ngx-jwt-auth:migrate-angular-jwt`. */
export function migrateAngularJwt(options: MigrateAngularJwtOptions): Rule {
  return async (tree, context) => {
    const before = readSources(tree, await findRoot(tree, options.project));
    const { files, isBlocked, setUps, isKept } = migrateFiles(before, {
      store: options.store ?? 'keep',
      refreshUrl: options.refreshUrl,
      hasFetchDefault: majorOf(tree, '@angular/core') >= 22,
    });
    for (const [path, text] of files) {
      if (!before.has(path)) tree.create(path, text);
      else if (before.get(path) !== text) tree.overwrite(path, bomOf(tree, path) + text);
    }

    const users = [...readSources(tree, '/')].filter(([, text]) => isUser(text));
    const isRemoved = users.length === 0 && removePackage(tree, ANGULAR_JWT);
    if (isRemoved && !options.skipInstall) context.addTask(new NodePackageInstallTask());
    report(context.logger, {
      files,
      isBlocked,
      setUps,
      isKept,
      isRemoved,
      users: users.map(([path]) => path),
      created: [...files.keys()].filter((path) => !before.has(path)),
    });
  };
}

/** The byte order mark of a file, which `Tree.readText` drops. */
function bomOf(tree: Tree, path: string): string {
  return tree.read(path)?.toString('utf8').startsWith('\uFEFF') ? '\uFEFF' : '';
}

function isUser(text: string): boolean {
  return new RegExp(`['"]${ANGULAR_JWT}['"]`).test(text);
}

/** The folder of the project: of the one that is asked for, else of the only application. */
async function findRoot(tree: Tree, name: string | undefined): Promise<string> {
  const { projects } = await getWorkspace(tree);
  const apps = [...projects.keys()].filter(
    (each) => projects.get(each)?.extensions['projectType'] === 'application',
  );
  const chosen = name ?? (apps.length === 1 ? apps[0] : undefined);
  const project = chosen === undefined ? undefined : projects.get(chosen);
  if (!project) {
    const known = [...projects.keys()].join(', ');
    throw new SchematicsException(
      chosen === undefined
        ? `Say which project to move over: --project, one of ${known}.`
        : `There is no project '${chosen}'. There are ${known}.`,
    );
  }
  return `/${project.sourceRoot ?? project.root}`;
}

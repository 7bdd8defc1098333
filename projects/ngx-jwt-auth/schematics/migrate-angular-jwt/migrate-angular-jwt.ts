import { SchematicsException, type Rule, type Tree } from '@angular-devkit/schematics';
import { NodePackageInstallTask } from '@angular-devkit/schematics/tasks';
import type { ProjectDefinition } from '@schematics/angular/utility';
import { getWorkspace } from '@schematics/angular/utility/workspace';
import { absolutePath } from '../shared/absolute-path.ts';
import { AppFiles } from '../shared/app-files.ts';
import { mainOf } from '../shared/main-of.ts';
import { overwriteText } from '../shared/overwrite-text.ts';
import { ANGULAR_JWT } from '../shared/packages.ts';
import { readSources } from '../shared/read-sources.ts';
import { replacedFiles } from '../shared/replaced-files.ts';
import { tsConfigOf } from '../shared/ts-config-of.ts';
import { migrateFiles } from './migrate-files.ts';
import { majorOf, removePackage } from './package-json.ts';
import { report } from './report.ts';
import { sharedFiles } from './shared-files.ts';

export interface MigrateAngularJwtOptions {
  readonly project?: string;
  readonly store?: 'keep' | 'local' | 'session' | 'memory';
  readonly refreshUrl?: string;
  readonly skipInstall?: boolean;
}

/** `ng generate ngx-jwt-auth:migrate-angular-jwt`. */
export function migrateAngularJwt(options: MigrateAngularJwtOptions): Rule {
  return async (tree, context) => {
    const { project, others } = await findProject(tree, options.project);
    const folder = absolutePath(project.sourceRoot ?? project.root);
    const inner = others
      .map(({ root }) => absolutePath(root))
      .filter((each) => each !== folder && each.startsWith(folder.replace(/\/?$/, '/')));
    const before = readSources(tree, folder, inner);
    const tsConfig = tsConfigOf(tree, project);
    const appFiles = new AppFiles(tree, folder, tsConfig, replacedFiles(project), inner);
    const shared = sharedFiles(tree, appFiles, others);
    const { files, isBlocked, setUps, isKept } = migrateFiles(appFiles, before, {
      store: options.store ?? 'keep',
      refreshUrl: options.refreshUrl,
      hasFetchDefault: majorOf(tree, '@angular/core') >= 22,
      main: mainOf(project, folder),
      shared,
    });
    const created = [...files.keys()].filter((path) => !tree.exists(path));
    for (const [path, text] of files) {
      if (created.includes(path)) tree.create(path, text);
      else if (before.get(path) !== text) overwriteText(tree, path, text);
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
      shared: [...shared].filter(([path]) => files.get(path) !== before.get(path)),
      created,
    });
  };
}

function isUser(text: string): boolean {
  return new RegExp(`['"]${ANGULAR_JWT}['"]`).test(text);
}

/** The project that is asked for, else the only application. */
async function findProject(
  tree: Tree,
  name: string | undefined,
): Promise<{ readonly project: ProjectDefinition; readonly others: readonly ProjectDefinition[] }> {
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
  return { project, others: [...projects.values()].filter((each) => each !== project) };
}

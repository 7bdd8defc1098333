import { SchematicsException, type Tree } from '@angular-devkit/schematics';
import {
  readWorkspace,
  type ProjectDefinition,
  type WorkspaceDefinition,
} from '@schematics/angular/utility';
import type { NgAddOptions } from './ng-add-options.ts';

/** The project to change. */
export interface ChosenProject {
  readonly name: string;
  readonly definition: ProjectDefinition;
  readonly workspace: WorkspaceDefinition;
  /** The other applications, if nobody said which one is meant. */
  readonly others: readonly string[];
}

/** The application that the options mean: named, or around the current folder, or the first. */
export async function chooseProject(
  tree: Tree,
  { project, workingDirectory = '' }: NgAddOptions,
): Promise<ChosenProject> {
  const workspace = await readWorkspace(tree);
  const names = [...workspace.projects.keys()];
  const applications = names.filter((each) => isApplication(workspace.projects.get(each)));
  const list = applications.join(', ');
  if (!applications.length) {
    throw new SchematicsException(
      'There is no application in this workspace. Make one with `ng generate application`.',
    );
  }
  const fallback = applications.find((each) => isIn(workspace, each, workingDirectory));
  const name = project || fallback || applications[0] || '';
  const definition = workspace.projects.get(name);
  if (!definition) {
    throw new SchematicsException(
      `--project '${name}' is not in this workspace. Its applications: ${list}.`,
    );
  }
  if (!isApplication(definition)) {
    throw new SchematicsException(
      `--project '${name}' is a library, and a session is set up in an application: ${list}.`,
    );
  }
  const isGuess = !project && !fallback;
  const others = isGuess ? applications.filter((each) => each !== name) : [];
  return { name, definition, workspace, others };
}

function isApplication(project: ProjectDefinition | undefined): boolean {
  return project?.extensions['projectType'] === 'application';
}

function isIn(workspace: WorkspaceDefinition, name: string, folder: string): boolean {
  const root = workspace.projects.get(name)?.root.replace(/\/$/, '');
  return !!root && `${folder.replaceAll('\\', '/').replace(/^\//, '')}/`.startsWith(`${root}/`);
}

import type { Tree } from '@angular-devkit/schematics';
import type { ProjectDefinition } from '@schematics/angular/utility';
import { absolutePath } from './absolute-path.ts';

/** The tsconfig of a project: the one it is built with, else the first that is there. */
export function tsConfigOf(tree: Tree, { root, targets }: ProjectDefinition): string {
  const built = targets.get('build')?.options?.['tsConfig'];
  const names = ['app', 'lib'].map((each) => `tsconfig.${each}.json`);
  const folder = root.replace(/\/$/, '');
  const own = [...names, 'tsconfig.json'].map((each) => absolutePath(`${folder}/${each}`));
  const paths = [
    ...(typeof built === 'string' && built ? [absolutePath(built)] : []),
    ...own,
    '/tsconfig.base.json',
  ];
  return paths.find((each) => tree.exists(each)) ?? '/tsconfig.json';
}

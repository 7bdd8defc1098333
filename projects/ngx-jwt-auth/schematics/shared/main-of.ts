import type { ProjectDefinition } from '@schematics/angular/utility';
import { absolutePath } from './absolute-path.ts';

/** The file that a project starts with, in its folder unless the build says otherwise. */
export function mainOf({ targets }: ProjectDefinition, folder: string): string {
  const { browser, main } = targets.get('build')?.options ?? {};
  const named = [browser, main].find((each) => typeof each === 'string' && each !== '');
  return absolutePath(typeof named === 'string' ? named : `${folder}/main.ts`);
}

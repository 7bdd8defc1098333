import type { ProjectDefinition } from '@schematics/angular/utility';
import { absolutePath } from './absolute-path.ts';

/** The files that some configuration of a project replaces: what they say is not all there is. */
export function replacedFiles({ targets }: ProjectDefinition): ReadonlySet<string> {
  const options = [...targets.values()].flatMap((target) => [
    target.options,
    ...Object.values(target.configurations ?? {}),
  ]);
  const replacements = options.flatMap((each): unknown => each?.['fileReplacements'] ?? []);
  return new Set(replacements.flatMap(pathOf));
}

/** `replace`, or `src` as the builders that run tests have it. */
function pathOf(replacement: unknown): readonly string[] {
  const { replace, src } = (replacement ?? {}) as { replace?: unknown; src?: unknown };
  return [replace, src].flatMap((each) => (typeof each === 'string' ? [absolutePath(each)] : []));
}

import type { Call } from './src/probe-page.ts';

/** Calls in a row that stay in one file, with what they led to in others. */
interface Visit {
  readonly file: string;
  readonly isLater: boolean;
  /** How often each function was called. */
  readonly names: Map<string, number>;
  readonly visits: Visit[];
}

/**
 * Draws calls as a tree with a line for each visit of a file; what a visit led to stands below it. A line
 * with a `~` is a callback that ran later.
 */
export function drawTree(calls: readonly Call[]): string {
  const roots: Visit[] = [];
  const visitOf: Visit[] = [];
  calls.forEach(({ file, name, caller, isLater }, position) => {
    const from = visitOf[caller];
    const siblings = from?.visits ?? roots;
    const last = siblings.at(-1);
    const isOfLast = last?.file === file && last.isLater === isLater;
    const visit =
      from?.file === file && !isLater
        ? from
        : isOfLast
          ? last
          : { file, isLater, names: new Map<string, number>(), visits: [] };
    if (visit !== from && visit !== last) siblings.push(visit);
    visit.names.set(name, (visit.names.get(name) ?? 0) + 1);
    visitOf[position] = visit;
  });
  return roots.flatMap((visit) => linesOf(visit, 0)).join('\n');
}

function linesOf({ file, isLater, names, visits }: Visit, depth: number): string[] {
  const list = [...names].map(([name, count]) => (count > 1 ? `${name} ×${count}` : name));
  const mark = isLater && depth > 0 ? '~ ' : '';
  return [
    `${'  '.repeat(depth)}${mark}${file}: ${list.join(', ')}`,
    ...visits.flatMap((visit) => linesOf(visit, depth + 1)),
  ];
}

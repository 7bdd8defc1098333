import type { Call } from './src/probe-page.ts';

/**
 * Draws calls as a flowchart in Mermaid: the files in the order in which they are visited, with the
 * number of calls of each, and an arrow where one leads to another; a dotted one where it does later.
 */
export function drawFiles(calls: readonly Call[]): string {
  const counts = new Map<string, number>();
  const arrows = new Set<string>();
  for (const { file, caller, isLater } of calls) {
    counts.set(file, (counts.get(file) ?? 0) + 1);
    const from = calls[caller]?.file ?? file;
    if (from === file) continue;
    const arrow = `${idOf(from)} --> ${idOf(file)}`;
    const dotted = arrow.replace('-->', '-.->');
    if (!arrows.has(arrow) && !arrows.has(dotted)) arrows.add(isLater ? dotted : arrow);
  }
  const files = Map.groupBy(counts.keys(), (file) => file.split('/').slice(0, -1).join('/'));
  const nodes = [...files].flatMap(([folder, inFolder]) => {
    const lines = inFolder.map((file) => {
      const times = counts.get(file) === 1 ? '' : ` ×${counts.get(file)}`;
      return `  ${idOf(file)}["${folder ? file.slice(folder.length + 1) : file}${times}"]`;
    });
    return folder ? [`  subgraph ${folder}`, ...lines.map((line) => `  ${line}`), '  end'] : lines;
  });
  return ['flowchart LR', ...nodes, ...[...arrows].map((arrow) => `  ${arrow}`)].join('\n');
}

function idOf(file: string): string {
  return file.replace(/\.ts$/, '').replace(/\W/g, '_');
}

import { readdirSync, readFileSync } from 'node:fs';

/**
 * What time of the processor the processes have had that this one has started, and those that they
 * have, in the system's ticks. Linux tells, in /proc.
 */
export function processTimes(parent: number): Map<number, number> {
  if (process.platform !== 'linux') {
    throw new Error('Which process runs a page of Firefox can be told on Linux only.');
  }
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(read);
  const family = new Set([parent]);
  // A parent may come after its children: numbers are used again.
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const each of all) if (family.has(each.parent)) family.add(each.id);
  }
  family.delete(parent);
  return new Map(all.filter(({ id }) => family.has(id)).map(({ id, time }) => [id, time]));
}

function read(id: string): { id: number; parent: number; time: number }[] {
  let text;
  try {
    text = readFileSync(`/proc/${id}/stat`, 'utf8');
  } catch {
    return []; // It has ended since.
  }
  // `id (name) state parent ...`; the name may have spaces and brackets.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent = 0, user = 0, system = 0] = [fields[1], fields[11], fields[12]];
  return [{ id: Number(id), parent, time: user + system }];
}

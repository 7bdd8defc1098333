import type { TextChange } from './text-change.ts';

/** The text after the changes, which do not overlap; insertions at one place keep their order. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let position = 0;
  for (const change of changes.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (change.start < position) throw new Error(`Two changes meet at ${change.start}.`);
    result += text.slice(position, change.start) + change.text;
    position = change.end;
  }
  return result + text.slice(position);
}

import type { Way } from './src/probe-page.ts';

/** What a way comes to in numbers. */
export interface WayCounts {
  readonly files: number;
  readonly calls: number;
  /** How often a call is in another file than the one before it. */
  readonly changesOfFile: number;
  /** How often the record was read in the store. */
  readonly reads: number;
  /** How often the token that was decoded most often was. */
  readonly decodes: number;
}

export function measureWay({ calls, recordReads, decodes }: Way): WayCounts {
  const files = calls.map(({ file }) => file);
  return {
    files: new Set(files).size,
    calls: calls.length,
    changesOfFile: files.filter((file, position) => position > 0 && file !== files[position - 1])
      .length,
    reads: recordReads,
    decodes: Math.max(decodes.before, decodes.after),
  };
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Machine } from './machine.ts';
import type { Table } from './table.ts';

/** What a bench came to when it ran last. */
export interface Result {
  readonly name: string;
  /** The day, as in `2026-11-22`. */
  readonly date: string;
  readonly machine: Machine;
  readonly tables: readonly Table[];
}

const FOLDER = new URL('../../dist/bench/', import.meta.url);

/** Keeps it in `dist/bench/<name>.json`. */
export function writeResult(result: Result): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(new URL(`${result.name}.json`, FOLDER), `${JSON.stringify(result, null, 2)}\n`);
}

/** Throws when that bench has not been run. */
export function readResult(name: string): Result {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Result;
}

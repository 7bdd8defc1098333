import { parseSource } from '../../shared/parse-source.ts';
import { Scope } from '../source/scope.ts';

/** A file on its own, or beside others. */
export function scopeOf(text: string, files: Readonly<Record<string, string>> = {}): Scope {
  return new Scope(parseSource('/src/main.ts', text), new Map(Object.entries(files)));
}

import type * as ts from 'typescript';
import { namesIn } from './names-in.ts';

/** A name to import something under: its own, or an alias where the file has that for something else. */
export function freeName(source: ts.SourceFile, name: string): string {
  // What is declared in a function could hide an import, too.
  const taken = namesIn(source);
  if (!taken.has(name)) return name;
  let alias = `jwt${name.charAt(0).toUpperCase()}${name.slice(1)}`.replace(/^jwtJwt/, 'ngxJwt');
  while (taken.has(alias)) alias += '_';
  return alias;
}

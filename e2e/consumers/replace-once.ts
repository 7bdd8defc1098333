import { readFileSync, writeFileSync } from 'node:fs';

/** Edits a file as somebody does who reads it: what is to be replaced must be there, once. */
export function replaceOnce(file: string, searched: string, replacement: string): void {
  const parts = readFileSync(file, 'utf8').split(searched);
  if (parts.length !== 2) {
    throw new Error(
      `${file} has ${parts.length - 1} times "${searched}", instead of once:\n${parts.join(searched)}`,
    );
  }
  writeFileSync(file, parts.join(replacement));
}

import { readFileSync } from 'node:fs';
import { filesBelow } from '../../tools/built-package.mjs';

/** The content of all files of an app's workspace, what tools wrote left out. */
export function snapshot(folder: string): Record<string, string> {
  const own = filesBelow(folder).filter(
    (file) => !/[\\/](?:node_modules|dist|\.angular)[\\/]/.test(file.slice(folder.length)),
  );
  return Object.fromEntries(
    own.map((file) => [file.slice(folder.length), readFileSync(file, 'utf8')]),
  );
}

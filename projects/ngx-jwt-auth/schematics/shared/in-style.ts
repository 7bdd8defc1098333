import type { TextStyle } from './text-style.ts';

/** Templates and comments, which keep their quotes, then strings and the ends of statements. */
const TOKENS = /`[^`]*`|\/\/.*|\/\*[^]*?\*\/|'[^'\n]*'|;$/gm;

/** Code of ours, which has `'`, `;` and two spaces, as the author of a file would write it. */
export function inStyle(code: string, { eol, indent, quote, semicolon }: TextStyle): string {
  return code
    .replace(TOKENS, (token) => {
      if (token === ';') return semicolon;
      return token.startsWith("'") ? quote + token.slice(1, -1) + quote : token;
    })
    .replace(/^(?: {2})+/gm, (margin) => indent.repeat(margin.length / 2))
    .replaceAll('\n', eol);
}

/** What every comment of the migration starts with. */
export const MARK = '// ngx-jwt-auth:';

/** A comment that says what is left to do, with the original text below it. */
export function mark(what: string, original = ''): readonly string[] {
  const lines = original.split(/\r?\n/).filter((line) => line.trim() !== '');
  const margin = Math.min(...lines.slice(1).map((line) => line.search(/\S/)));
  const kept = lines.map((line, index) => (index === 0 ? line.trim() : line.slice(margin)));
  return [`${MARK} ${what}`, ...kept.map((line) => `//   ${line}`.trimEnd())];
}

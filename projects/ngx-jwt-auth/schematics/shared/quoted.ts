/** A text as a literal, in the quotes of the file. */
export function quoted(text: string, quote: string): string {
  const inside = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return quote + inside.replaceAll(quote, `\\${quote}`) + quote;
}

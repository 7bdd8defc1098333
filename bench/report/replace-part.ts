/**
 * Puts a text between `<!-- name -->` and `<!-- /name -->`, in the place of what is there. Whoever has
 * taken the marks away is told: else the page would keep numbers that nobody measured.
 */
export function replacePart(page: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = page.indexOf(open);
  const end = page.indexOf(close, start);
  if (start < 0 || end < 0) throw new Error(`There is no ${open} with a ${close} after it.`);
  return `${page.slice(0, start + open.length)}\n\n${text.trim()}\n\n${page.slice(end)}`;
}

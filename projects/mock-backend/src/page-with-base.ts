/** A page that is answered with elsewhere than it lies still finds its files where it lies. */
export function pageWithBase(html: string, folder: string): string {
  // A function: what a string replaces with must not contain $.
  return html.replace('<base href="./"', () => `<base href="${folder}"`);
}

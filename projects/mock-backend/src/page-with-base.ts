/** A page that is answered with elsewhere than it lies still finds its files where it lies. */
export function pageWithBase(html: string, folder: string): string {
  return html.replace('<base href="./"', `<base href="${folder}"`);
}

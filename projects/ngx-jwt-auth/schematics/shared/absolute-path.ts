/** A path of a workspace, as its config may write it, from the root of the tree on. */
export function absolutePath(path: string): string {
  return `/${path.replace(/^(?:\.?\/)+/, '').replace(/\/$/, '')}`;
}

/** Whether a path below `folder` is one of the app's own routes: those have no extension, files have one. */
export function isPagePath(path: string, folder: string): boolean {
  return path.startsWith(folder) && !/\.[^/]*$/.test(path);
}

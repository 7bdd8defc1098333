/** The Angular versions that the package is tried in: the folders in installs/. */
export const VERSIONS = ['20.1', '20', '21.2.19', '21', '22.1.0', '22'] as const;

export type Version = (typeof VERSIONS)[number];

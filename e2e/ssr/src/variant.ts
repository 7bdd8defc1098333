/** Written into the code by the build, see `define` in angular.json. */
declare const SSR_VARIANT: 'local-storage' | 'custom-header' | 'cookie';

export const variant = SSR_VARIANT;

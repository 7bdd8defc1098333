// Packages that the tools use and that come without types.
declare module 'karma-chrome-launcher';
declare module 'karma-coverage';
declare module 'karma-jasmine';
declare module 'tar-fs';

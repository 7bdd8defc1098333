// Files of the app that examples import by the way: pages of routes.
declare module '*-page';
declare module '*.routes';
declare module '*.config';

// Not installed here; its globals are like those of Jasmine.
declare module 'vitest' {
  export const beforeEach: typeof globalThis.beforeEach;
  export const expect: (value: unknown) => {
    toBe(value: unknown): void;
    toEqual(value: unknown): void;
  };
  export const it: typeof globalThis.it;
}

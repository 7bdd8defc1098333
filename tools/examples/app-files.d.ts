// Files of the app that examples import by the way: pages of routes.
declare module '*-page';
declare module '*.routes';
declare module '*.config';

import { AngularAppEngine, createRequestHandler } from '@angular/ssr';

const engine = new AngularAppEngine({ allowedHosts: ['localhost'] });

/** Renders a page; the tests' own server calls it. */
export const reqHandler = createRequestHandler((request) => engine.handle(request));

import { HTTP } from '../shared/packages.ts';
import * as ts from 'typescript';
import { isCallOf } from '../shared/is-call-of.ts';
import { refersTo } from '../shared/refers-to.ts';
import type { App } from './app.ts';

/** Names the files that give a part of the app an HttpClient of its own, without the interceptor. */
export function noteOtherHttpClients(app: App): void {
  const root = new Set(app.nodes);
  for (const source of app.files.withText(/provideHttpClient|HttpClientModule/)) {
    // The server's config is merged into the app's: there its interceptors stay.
    if (source.fileName.endsWith('.server.ts')) continue;
    const visit = (node: ts.Node): boolean => {
      if (ts.isImportDeclaration(node)) return false;
      const isClient =
        refersTo(node, HTTP, 'HttpClientModule') ||
        (isCallOf(node, HTTP, 'provideHttpClient') &&
          !node.arguments.some((each) => isCallOf(each, HTTP, 'withRequestsMadeViaParent')));
      return (isClient && !root.has(node)) || !!ts.forEachChild(node, visit);
    };
    if (!visit(source)) continue;
    app.report.note(
      `${source.fileName.slice(1)} registers HttpClient once more. If that is for a part of the app, its requests ` +
        'get no token: take it out there, or add withRequestsMadeViaParent().',
    );
  }
}

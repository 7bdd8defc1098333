import { HTTP, LIBRARY } from '../shared/packages.ts';
import { refersTo } from '../shared/refers-to.ts';
import { isCallOf } from '../shared/is-call-of.ts';
import type { App } from './app.ts';
import { addProvider } from './add-provider.ts';
import { extendHttpClient } from './extend-http-client.ts';
import { hiddenProviders } from './hidden-providers.ts';
import { removeHttpClientModule } from './remove-http-client-module.ts';

const CALL = 'provideHttpClient(withInterceptors([jwtAuthInterceptor]))';
const IMPORTS =
  "withInterceptors comes from '@angular/common/http', jwtAuthInterceptor from 'ngx-jwt-auth'.";

/** Registers jwtAuthInterceptor with the app's HttpClient: the one that is there, else a new one. */
export function mergeHttpClient(app: App): void {
  const { nodes, report } = app;
  if (nodes.some((each) => refersTo(each, LIBRARY, 'jwtAuthInterceptor'))) {
    report.kept('jwtAuthInterceptor is registered already.');
    return;
  }
  const calls = nodes.filter((each) => isCallOf(each, HTTP, 'provideHttpClient'));
  // Of several the last one wins, as providers do.
  const call = calls.findLast((each) => app.files.isOwn(each));
  if (call) {
    extendHttpClient(app, call);
    if (calls.length > 1) {
      report.note(
        `provideHttpClient() is called ${String(calls.length)} times for one injector. Keep one call.`,
      );
    }
    return;
  }
  const [foreign] = calls;
  if (foreign) {
    const { fileName } = foreign.getSourceFile();
    report.byHand(
      `${fileName.slice(1)} calls provideHttpClient(), but is no file of this app alone. ` +
        `Add withInterceptors([jwtAuthInterceptor]) there, as the last argument. ${IMPORTS}`,
    );
    return;
  }
  const [hidden] = hiddenProviders(app);
  if (hidden) {
    report.byHand(
      `${hidden} may call provideHttpClient(), and there may be only one. If it does, add ` +
        `withInterceptors([jwtAuthInterceptor]) there, as the last argument; else add ${CALL} to the providers. ${IMPORTS}`,
    );
    return;
  }
  addHttpClient(app);
}

function addHttpClient(app: App): void {
  const { nodes, report } = app;
  const hasModule = nodes.some((each) => refersTo(each, HTTP, 'HttpClientModule'));
  const extra = ['HttpClientXsrfModule', 'HttpClientJsonpModule'].find((name) =>
    nodes.some((each) => refersTo(each, HTTP, name)),
  );
  // What HttpClientModule is short for: since Angular 22 with XMLHttpRequest, no longer the default.
  const xhr = (app.angular ?? 0) >= 22 ? ['withXhr' as const] : [];
  const kept = hasModule ? ['withInterceptorsFromDi' as const, ...xhr] : [];
  const features = [...kept.map((name) => `${name}()`), 'withInterceptors([jwtAuthInterceptor])'];
  const text = `provideHttpClient(${features.join(', ')})`;
  if (extra) {
    report.byHand(
      `HttpClientModule and ${extra} belong together. Replace both: add ${text} to the providers, with ` +
        'withXsrfConfiguration(), withNoXsrfProtection() or withJsonpSupport() for what they did, and take them out ' +
        `of the imports. ${IMPORTS}`,
    );
    return;
  }
  const file = addProvider(
    app,
    [
      [HTTP, ['provideHttpClient', ...kept, 'withInterceptors']],
      [LIBRARY, ['jwtAuthInterceptor']],
    ],
    (names) => {
      const calls = kept.map((name) => `${names[name]}()`);
      const last = `${names.withInterceptors}([${names.jwtAuthInterceptor}])`;
      return `${names.provideHttpClient}(${[...calls, last].join(', ')})`;
    },
  );
  if (!file) {
    report.byHand(
      `The providers are no list that can be added to. Add to them: ${text}. ${IMPORTS}`,
    );
    return;
  }
  report.did(file, `added ${text}`);
  if (hasModule) removeHttpClientModule(app);
}

import { DestroyRef, EnvironmentInjector, inject } from '@angular/core';
import { explain, rulesOf } from './http/watch-request';
import { showUrl } from './http/explain-attachment';
import { OWN } from './own';
import { TOKEN_REFRESH } from './session/session-core';
import { DEV_NOTES, type DevNotes } from './session/dev-notes';

interface JwtAuthDebug {
  readonly explain: (url: unknown) => string;
  /** Each session of the page, also those of another copy of this package. */
  readonly ɵsessions: Set<(url: string) => string>;
}

/**
 * In development: `ng.jwtAuth.explain(url)` in the browser's console says whether a URL gets the token,
 * and why not. It goes with the injector.
 */
export function publishExplain(): void {
  const notes = inject(DEV_NOTES);
  const isChild = inject(DEV_NOTES, { optional: true, skipSelf: true }) !== null;
  const scope = globalThis as { ng?: { jwtAuth?: JwtAuthDebug } };
  const ng = (scope.ng ??= {});
  const debug = (ng.jwtAuth ??= createDebug());
  const { ɵsessions: sessions } = debug;
  if (!(sessions as unknown)) return; // of somebody else

  const describe = (url: string): string => describeUrl(url, notes, isChild);
  sessions.add(describe);
  const hooks: (() => void)[] = [];
  const remove = (): void => {
    for (const forget of hooks) forget(); // else a parent keeps all that it has survived
    sessions.delete(describe);
    if (sessions.size === 0 && ng.jwtAuth === debug) delete ng.jwtAuth;
  };
  // An injector does not go with its parent, but it is of no use without it.
  let injector: EnvironmentInjector | null = inject(EnvironmentInjector);
  while (injector) {
    hooks.push(injector.get(DestroyRef).onDestroy(remove));
    injector = injector.get(EnvironmentInjector, null, { optional: true, skipSelf: true });
  }
}

function createDebug(): JwtAuthDebug {
  const sessions: JwtAuthDebug['ɵsessions'] = new Set();
  return {
    explain: (url) => {
      const texts = [...sessions].map((describe) => describe(String(url)));
      if (texts.length === 1) return texts.join('');
      return texts
        .map((text, index) => `Session ${index + 1} of ${texts.length}: ${text}`)
        .join('\n\n');
    },
    ɵsessions: sessions,
  };
}

function describeUrl(url: string, notes: DevNotes, isChild: boolean): string {
  const lines = [
    describeAttachment(url, notes),
    describeSession(notes),
    describeInterceptor(notes),
  ];
  if (isChild) {
    lines.push(
      notes.hasOwnClient()
        ? 'It is the session of a child injector, which has an HttpClient of its own.'
        : 'It is the session of a child injector, where no HttpClient is provided: requests there are those of ' +
            'the parent, and carry the token of its session. Add provideHttpClient(withInterceptors([jwtAuthInterceptor])).',
    );
  }
  return lines.join('\n');
}

function describeAttachment(url: string, notes: DevNotes): string {
  if (!notes.config) {
    return (
      'The config function of provideJwtAuth() has not run yet, so it is not known where the token goes: ' +
      'it runs when the session is first needed.'
    );
  }
  const { isAttached, reason } = explain(notes, url);
  const shown = showUrl(url, rulesOf(notes).base);
  return isAttached
    ? `Requests to ${shown} get the access token. ${reason}`
    : `Requests to ${shown} get no access token. ${reason}`;
}

function describeSession({ run, session }: DevNotes): string {
  const isConfigured = !!run(() => inject(TOKEN_REFRESH, OWN));
  const refresh = isConfigured
    ? 'A refresh is configured.'
    : 'No refresh is configured (withTokenRefresh()).';
  if (!session) return `Nothing has asked for the session yet. ${refresh}`;
  const tokens = session.current();
  if (!tokens) {
    return tokens === null
      ? `Nobody is signed in, so no request gets a token. ${refresh}`
      : `It is not known yet whether somebody is signed in. ${refresh}`;
  }
  return isConfigured && !session.refresh?.canRefresh(tokens)
    ? `Somebody is signed in. ${refresh} But there is nothing to refresh with: no refresh token came with the sign-in, or it was refused.`
    : `Somebody is signed in. ${refresh}`;
}

function describeInterceptor({ seen }: DevNotes): string {
  const others =
    'It sees none of fetch(), and none of an HttpClient without it: new HttpClient(inject(HttpBackend)), or that of ' +
    'a lazy route with a provideHttpClient() of its own.';
  return seen === 0
    ? `jwtAuthInterceptor has seen no request: is it in provideHttpClient(withInterceptors([jwtAuthInterceptor]))? ${others}`
    : `jwtAuthInterceptor has seen ${seen} request${seen === 1 ? '' : 's'}. ${others}`;
}

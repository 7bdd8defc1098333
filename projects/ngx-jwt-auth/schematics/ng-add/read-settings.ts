import { SchematicsException } from '@angular-devkit/schematics';
import type { NgAddOptions } from './ng-add-options.ts';
import { readTarget } from './read-target.ts';

/** What the options mean, checked. */
export interface Settings {
  readonly store: NgAddOptions['store'];
  /** Empty: the library's default, the page's own origin. */
  readonly attachTo: readonly string[];
  /** Empty: no refresh. */
  readonly refreshUrl: string;
  /** Empty: no revocation. It needs no refresh: a server may issue refresh tokens all the same. */
  readonly logoutUrl: string;
  readonly cookie: boolean;
  /** Without a slash in front, as in a route. */
  readonly loginRoute: string;
  readonly loginPage: boolean;
  readonly loginEndpoint: string;
  /** Without a slash in front. */
  readonly guarded: readonly string[];
}

/** Checks the options, and puts URLs and paths into the form that is written. */
export function readSettings(options: NgAddOptions): Settings {
  const attachTo = split(options.apiUrl).map((entry) => readTarget('--api-url', entry));
  const api = attachTo[0] ?? '/';
  const refresh = orNone(options.refreshUrl);
  const logout = orNone(options.logoutUrl);
  const refreshUrl = refresh && readTarget('--refresh-url', refresh, api);
  const logoutUrl = logout && readTarget('--logout-url', logout, api);
  if (options.cookie && !refreshUrl) {
    throw new SchematicsException(
      '--cookie keeps the refresh token in a cookie, but --refresh-url says that there is no refresh. Give the URL that refreshes.',
    );
  }
  // One for sign-in and refresh is no mistake: the server knows a password from a refresh token.
  if (logoutUrl && logoutUrl === refreshUrl) {
    throw new SchematicsException(
      `--logout-url '${logout}' is the --refresh-url too: sign-out would refresh the session in place of revoking it. Give the URL that revokes, or none.`,
    );
  }
  const loginRoute = trimSlashes(options.loginRoute);
  if (!/^[\w.~-]+(?:\/[\w.~-]+)*$/.test(loginRoute)) {
    throw new SchematicsException(
      `--login-route '${options.loginRoute}' is no plain path of a route. Write it as 'login' or 'account/sign-in'.`,
    );
  }
  const guarded = split(options.guard).map(trimSlashes);
  if (guarded.includes(loginRoute)) {
    throw new SchematicsException(
      `--guard '${loginRoute}' is the sign-in page: behind the guard nobody could sign in. Leave it out.`,
    );
  }
  return {
    store: options.cookie ? 'memory' : options.store,
    attachTo,
    refreshUrl,
    logoutUrl,
    cookie: options.cookie,
    loginRoute,
    loginPage: options.loginPage,
    loginEndpoint: readTarget('--login-endpoint', options.loginEndpoint.trim(), api),
    guarded,
  };
}

/** Empty for `none`. */
function orNone(url: string): string {
  return url.trim().replace(/^none$/i, '');
}

function split(list: string): string[] {
  const entries = list.split(',').map((each) => each.trim());
  return [...new Set(entries.filter((each) => each !== ''))];
}

function trimSlashes(path: string): string {
  return path.trim().replace(/^\/+|\/+$/g, '');
}

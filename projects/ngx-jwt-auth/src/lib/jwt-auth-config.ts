import type { HttpErrorResponse } from '@angular/common/http';
import { InjectionToken } from '@angular/core';

declare const ngDevMode: unknown;

/**
 * The data that {@link provideJwtAuth} is configured with; every field is optional.
 *
 * @usageNotes
 * ```ts
 * const config: JwtAuthConfig = {
 *   attachTo: ['https://api.example.com'],
 *   neverAttachTo: ['https://api.example.com/public'],
 *   loginUrl: '/login',
 *   homeUrl: '/dashboard',
 *   rolesClaim: 'realm_access.roles',
 *   isTokenRejected: ({ status }) => status === 401 || status === 419,
 * };
 * ```
 *
 * @see {@link provideJwtAuth}
 * @publicApi
 */
export interface JwtAuthConfig {
  /**
   * Where requests get the access token: absolute URLs, or root-relative ones for this origin. An
   * entry covers its path and every path below it, by whole segments. Replaces the default, which
   * is the page's own origin.
   *
   * Some servers take an encoded slash (`group%2Fproject`) for a slash. A path with one gets the
   * token below an entry that is an origin alone, if `neverAttachTo` excludes nothing there. Where
   * your server takes it for a part of a name, an entry can allow it:
   * `{ url: 'https://gitlab.example.com/api/v4', allowEncodedSlash: true }`.
   */
  readonly attachTo?: readonly (
    string | { readonly url: string; readonly allowEncodedSlash?: boolean }
  )[];
  /** Where requests never get the token; matched like `attachTo` and stronger than it. */
  readonly neverAttachTo?: readonly string[];
  /** The route that guards send the anonymous to. Default `'/login'`. */
  readonly loginUrl?: string;
  /** Where to go when there is no valid `returnUrl`. Default `'/'`. */
  readonly homeUrl?: string;
  /** Where `roleGuard` sends a signed-in user without the role. Default: `homeUrl`. */
  readonly forbiddenUrl?: string;
  /** The request header that carries the token. Default `'Authorization'`. */
  readonly header?: string;
  /** What stands before the token in the header. Default `'Bearer'`; `''` for the bare token. */
  readonly scheme?: string;
  /**
   * Where the roles are in the claims: an own key, else a dotted path; an array is an exact path.
   * Default: the union of `roles`, `role` and the ASP.NET role claim URI.
   */
  readonly rolesClaim?: string | readonly string[];
  /**
   * Whether an answer to a request means that its access token was refused; called in an injection
   * context, and one that throws means no. Such a request is refreshed and sent again, or ends a
   * session that cannot be refreshed. Default: 401, unless its challenge names what another token
   * cannot mend ({@link https://www.rfc-editor.org/rfc/rfc6750#section-3 | RFC 6750, section 3}).
   *
   * @see {@link keepJwtAuth} for one request whose 401 is its own
   */
  readonly isTokenRejected?: (error: HttpErrorResponse) => boolean;
}

/** The config as the app gave it, after its function form ran. */
export const JWT_AUTH_CONFIG: InjectionToken<JwtAuthConfig> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'JWT_AUTH_CONFIG' : '',
);

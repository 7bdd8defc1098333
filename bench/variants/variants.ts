/** The apps of this folder, by the name of their configuration in angular.json and of their folder. */
export interface VariantInfo {
  readonly app: string;
  /** As it stands in the tables. */
  readonly title: string;
  /** Whether it is made of packages that only the benches install. */
  readonly isPeer: boolean;
}

export const VARIANTS: readonly VariantInfo[] = [
  { app: 'none', title: 'no auth', isPeer: false },
  { app: 'hand', title: 'hand-written', isPeer: false },
  { app: 'library-minimal', title: 'ngx-jwt-auth, minimal', isPeer: false },
  { app: 'library-memory', title: 'ngx-jwt-auth, memory', isPeer: false },
  { app: 'library-cookie', title: 'ngx-jwt-auth, cookie', isPeer: false },
  { app: 'library-typical', title: 'ngx-jwt-auth, typical', isPeer: false },
  { app: 'library-everything', title: 'ngx-jwt-auth, everything', isPeer: false },
  { app: 'auth0-angular-jwt', title: '@auth0/angular-jwt', isPeer: true },
  { app: 'angular-oauth2-oidc', title: 'angular-oauth2-oidc', isPeer: true },
  { app: 'angular-auth-oidc-client', title: 'angular-auth-oidc-client', isPeer: true },
  { app: 'auth0-auth0-angular', title: '@auth0/auth0-angular', isPeer: true },
  { app: 'keycloak-angular', title: 'keycloak-angular', isPeer: true },
];

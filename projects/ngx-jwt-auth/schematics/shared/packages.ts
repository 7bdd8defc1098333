/** The package that all of this is part of. */
export const LIBRARY = 'ngx-jwt-auth';

/** Its entry point with what apps of angular-jwt know. */
export const COMPAT = 'ngx-jwt-auth/compat';

/** Where HttpClient and its set-up are imported from. */
export const HTTP = '@angular/common/http';

/** The same for tests. */
export const HTTP_TESTING = '@angular/common/http/testing';

/** What the migration replaces. */
export const ANGULAR_JWT = '@auth0/angular-jwt';

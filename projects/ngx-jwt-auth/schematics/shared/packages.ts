/** The package that all of this is part of. */
export const LIBRARY = 'ngx-jwt-auth';

/** Where HttpClient and its set-up are imported from. */
export const HTTP = '@angular/common/http';

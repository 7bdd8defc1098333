import { HttpContextToken } from '@angular/common/http';

/** What a request asks of the interceptor, carried in its context. */
export type AuthMode = 'default' | 'skip' | 'require' | 'optional';

export const AUTH_MODE: HttpContextToken<AuthMode> = new HttpContextToken(() => 'default');

/** The options of `ng add ngx-jwt-auth`, with the defaults of schema.json. */
export interface NgAddOptions {
  readonly project?: string;
  readonly workingDirectory?: string;
  readonly store: 'local' | 'session' | 'memory';
  readonly apiUrl: string;
  readonly refreshUrl: string;
  readonly logoutUrl: string;
  readonly cookie: boolean;
  readonly loginRoute: string;
  readonly loginPage: boolean;
  readonly loginEndpoint: string;
  readonly guard: string;
}

import 'ngx-jwt-auth';

/** What the access tokens of this app's server hold. From here on a misspelt role does not compile. */
declare module 'ngx-jwt-auth' {
  interface JwtAuthTypes {
    claims: {
      readonly sub: string;
      readonly name: string;
      readonly roles: readonly ('admin' | 'editor' | 'viewer')[];
    };
    role: 'admin' | 'editor' | 'viewer';
  }
}

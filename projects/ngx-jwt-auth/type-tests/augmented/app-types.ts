// What an app writes once.
import 'ngx-jwt-auth';

declare module 'ngx-jwt-auth' {
  interface JwtAuthTypes {
    claims: { readonly sub: string; readonly name: string; readonly tenant?: string };
    role: 'admin' | 'editor';
  }
}

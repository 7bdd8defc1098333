import 'ngx-jwt-auth';

declare module 'ngx-jwt-auth' {
  interface JwtAuthTypes {
    claims: { sub: string; name: string };
    role: 'admin' | 'editor' | 'viewer';
  }
}

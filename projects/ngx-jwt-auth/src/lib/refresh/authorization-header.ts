import type { JwtAuthConfig } from '../jwt-auth-config';

/** The header that carries the access token, as the app configured it. */
export interface AuthorizationHeader {
  readonly name: string;
  readonly value: (accessToken: string) => string;
}

export function authorizationHeader({
  header = 'Authorization',
  scheme = 'Bearer',
}: JwtAuthConfig): AuthorizationHeader {
  return { name: header, value: (accessToken) => `${scheme} ${accessToken}`.trimStart() };
}

/** Where the apps send their requests to: below their own origin, and at an API of its own. */
export const OWN_API = '/api';
export const OTHER_API = 'https://api.example.com';

/** Who hands out new tokens: the app's own backend, and what stands for an identity provider. */
export const REFRESH_URL = '/api/auth/refresh';
export const ISSUER = 'https://id.example.com';

/** The paths below an issuer that the libraries ask for new tokens. */
export const isTokenUrl = (url: string): boolean =>
  url.endsWith(REFRESH_URL) || (url.startsWith(ISSUER) && url.endsWith('/token'));

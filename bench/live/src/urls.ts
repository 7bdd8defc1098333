// Takes the place of bench/variants/src/rig/urls.ts: here one real server is all of them.
export const OWN_API = '/api';
export const OTHER_API = 'https://api.example.com';
export const REFRESH_URL = '/api/auth/refresh';
export const ISSUER = location.origin;

export const TOKEN_KEY = 'access_token';

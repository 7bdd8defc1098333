import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { urlsOfRoute } from './urls-of-route.ts';

describe('urlsOfRoute', () => {
  const origins = ['https://api.example.com', 'http://localhost:3000', 'http://localhost:4000'];
  const rows: readonly (readonly [string, readonly string[] | null])[] = [
    ['https://api.example.com/auth/login', ['https://api.example.com/auth/login']],
    ['https://api.example.com/auth?x=1#y', ['https://api.example.com/auth']],
    ['//api.example.com/auth', ['https://api.example.com/auth']],
    ['//other.example.com/auth', ['https://other.example.com/auth']],
    ['http://other.example.com/auth', ['http://other.example.com/auth']],
    ['/auth/login', ['/auth/login']],
    ['auth/login', ['/auth/login']],
    // angular-jwt compares neither scheme nor port.
    ['http://api.example.com/auth', ['https://api.example.com/auth']],
    ['http://localhost/auth', ['http://localhost:3000/auth', 'http://localhost:4000/auth']],
    // An entry covers what is below it.
    ['/', null],
    ['https://api.example.com', null],
    // What provideJwtAuth() refuses.
    ['/api/*', null],
    ['/a%2fb', null],
    ['https://user@api.example.com/auth', null],
    ['data:text/plain,x', null],
    ['http://', null],
  ];
  for (const [route, urls] of rows) {
    it(`'${route}' is ${urls?.join(' and ') ?? 'none'}`, () => {
      assert.deepEqual(urlsOfRoute(route, origins), urls);
    });
  }
});

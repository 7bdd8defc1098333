import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { originOfDomain } from './origin-of-domain.ts';

describe('originOfDomain', () => {
  const rows: readonly (readonly [string, string | null])[] = [
    ['api.example.com', 'https://api.example.com'],
    ['api.example.com:8080', 'https://api.example.com:8080'],
    ['localhost', 'http://localhost'],
    ['localhost:3000', 'http://localhost:3000'],
    ['app.localhost:3000', 'http://app.localhost:3000'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['[::1]:3000', 'http://[::1]:3000'],
    ['localhost.example.com', 'https://localhost.example.com'],
    // What angular-jwt never matched.
    ['https://api.example.com', null],
    ['api.example.com/v1', null],
    ['api.example.com/', null],
    ['*.example.com', null],
    ['API.example.com', null],
    ['api.example.com:443', null],
    ['api.example.com:80', null],
    ['', null],
    ['user@api.example.com', null],
  ];
  for (const [domain, origin] of rows) {
    it(`'${domain}' is ${origin ?? 'none'}`, () => {
      assert.equal(originOfDomain(domain), origin);
    });
  }

  it('takes the scheme that is known', () => {
    const schemes = new Map([['dev.example.com:8080', 'http:']]);
    assert.equal(originOfDomain('dev.example.com:8080', schemes), 'http://dev.example.com:8080');
  });
});

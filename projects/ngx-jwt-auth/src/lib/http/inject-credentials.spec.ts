import { TestBed } from '@angular/core/testing';
import { JWT_AUTH_CONFIG, type JwtAuthConfig } from '../jwt-auth-config';
import { injectCredentials } from './attachment';

describe('injectCredentials', () => {
  const rows: [what: string, config: JwtAuthConfig, header: string, prefix: string][] = [
    ['the standard ones', {}, 'Authorization', 'Bearer '],
    ['another scheme', { scheme: 'JWT' }, 'Authorization', 'JWT '],
    ['another header', { header: 'X-Token' }, 'X-Token', 'Bearer '],
    ['a header for the bare token', { header: 'X-Token', scheme: '' }, 'X-Token', ''],
  ];
  for (const [what, config, header, prefix] of rows) {
    it(`gives ${what}`, () => {
      TestBed.configureTestingModule({
        providers: [{ provide: JWT_AUTH_CONFIG, useValue: config }],
      });
      expect(TestBed.runInInjectionContext(injectCredentials)).toEqual({ header, prefix });
    });
  }
});

import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { isTokenRejected } from './is-token-rejected';

describe('isTokenRejected', () => {
  const answer = (status: number, ...challenges: string[]): boolean => {
    const headers = new HttpHeaders(challenges.length ? { 'WWW-Authenticate': challenges } : {});
    return isTokenRejected(new HttpErrorResponse({ status, headers }));
  };

  const rejected: string[][] = [
    [],
    [''],
    ['Bearer'],
    ['Bearer error="invalid_token"'],
    ['bearer realm="x", error="invalid_token"'],
    ['Basic realm="x", Bearer error="invalid_token"'],
    ['Basic realm="x"', 'Bearer'],
    ['DPoP error="use_dpop_nonce"', 'Bearer'],
    ['Basically'],
    ['Cookie name="basic"'],
  ];
  for (const challenges of rejected) {
    it(`H14 is true for 401 with ${JSON.stringify(challenges)}`, () => {
      expect(answer(401, ...challenges)).toBeTrue();
    });
  }

  const other: string[][] = [
    ['Bearer error="insufficient_scope"'],
    ['Bearer realm="x", error="insufficient_scope", scope="write"'],
    ['Basic realm="x", Bearer error="INSUFFICIENT_SCOPE"'],
    ['Basic'],
    ['Basic realm="x"'],
    [' basic realm="x"'],
    ['DPoP error="use_dpop_nonce"'],
    ['DPoP algs="ES256"', 'Basic realm="x"'],
    ['Basic realm="Bearers"'],
  ];
  for (const challenges of other) {
    it(`H15 is false for 401 with ${JSON.stringify(challenges)}`, () => {
      expect(answer(401, ...challenges)).toBeFalse();
    });
  }

  for (const status of [0, 400, 402, 403, 407, 419, 440, 498, 500, 503]) {
    it(`H16 is false for ${status}`, () => {
      expect(answer(status, 'Bearer error="invalid_token"')).toBeFalse();
    });
  }
});

import { HttpErrorResponse } from '@angular/common/http';
import { JwtAuthError, type JwtAuthErrorCode } from 'ngx-jwt-auth';
import { errorMessage } from './error-message';

function failed(status: number, error: unknown = null): HttpErrorResponse {
  return new HttpErrorResponse({ status, error, url: '/api/movies' });
}

describe('errorMessage', () => {
  const codes: readonly JwtAuthErrorCode[] = [
    'NOT_SIGNED_IN',
    'SESSION_OVER',
    'SESSION_CHANGED',
    'REFRESH_NOT_CONFIGURED',
    'REFRESH_REJECTED',
    'REFRESH_UNAVAILABLE',
    'TOKEN_RESPONSE_INVALID',
  ];
  for (const code of codes) {
    it(`says the same of ${code}, thrown or inside a failed request`, () => {
      const error = new JwtAuthError(code, 'internal');
      expect(errorMessage(error)).toMatch(/\.$/);
      expect(errorMessage(failed(0, error))).toBe(errorMessage(error));
    });
  }

  it('tells an outage from the end of the session', () => {
    const outage = errorMessage(failed(0, new JwtAuthError('REFRESH_UNAVAILABLE', '')));
    expect(outage).toContain('still signed in');
  });

  it('does not call a session over that stands until its access token ends', () => {
    expect(errorMessage(new JwtAuthError('REFRESH_REJECTED', ''))).not.toContain('over');
  });

  for (const status of [0, 502, 503, 504]) {
    it(`takes ${status} for a server that cannot be reached`, () => {
      expect(errorMessage(failed(status, new ProgressEvent('error')))).toContain('be reached');
    });
  }

  it('passes on what the server has to say to users', () => {
    expect(errorMessage(failed(409, { message: 'The list is full.' }))).toBe('The list is full.');
  });

  it('keeps to itself what is not for users', () => {
    expect(errorMessage(failed(500, { message: 'ECONNREFUSED' }))).not.toContain('ECONN');
    expect(errorMessage(new TypeError('x is undefined'))).not.toContain('undefined');
    for (const status of [400, 401, 403, 404, 418, 500]) {
      expect(errorMessage(failed(status))).not.toContain('Http failure');
    }
  });

  it('knows the usual refusals', () => {
    expect(errorMessage(failed(401))).toContain('sign in');
    expect(errorMessage(failed(403))).toContain('not allowed');
    expect(errorMessage(failed(404, { message: '' }))).toContain('not here');
  });
});

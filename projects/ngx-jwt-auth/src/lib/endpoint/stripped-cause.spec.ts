import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { JwtAuthError } from '../errors';
import { strippedCause } from './stripped-cause';

describe('strippedCause()', () => {
  it('keeps status, statusText and the URL without query and fragment', () => {
    const error = new HttpErrorResponse({
      status: 500,
      statusText: 'Server Error',
      url: 'https://api.example.com/auth/refresh?token=SECRET#SECRET',
      headers: new HttpHeaders({ 'Set-Cookie': 'SECRET' }),
      error: { message: 'SECRET' },
    });
    expect(strippedCause(error)).toEqual({
      status: 500,
      statusText: 'Server Error',
      url: 'https://api.example.com/auth/refresh',
    });
  });

  for (const url of ['https://a.example/?x', 'https://a.example/#x', 'https://a.example/#x?\ny']) {
    it(`cuts ${JSON.stringify(url)}`, () => {
      const error = new HttpErrorResponse({ status: 500, url });
      expect(strippedCause(error)).toEqual(jasmine.objectContaining({ url: 'https://a.example/' }));
    });
  }

  it('knows no URL where there is none', () => {
    expect(strippedCause(new HttpErrorResponse({ status: 0 }))).toEqual(
      jasmine.objectContaining({ status: 0, url: null }),
    );
  });

  it('keeps the code of an error of the library, and nothing that the app may have put into it', () => {
    const cause = new HttpErrorResponse({ status: 401, error: { refreshToken: 'SECRET' } });
    const error = strippedCause(new JwtAuthError('REFRESH_REJECTED', 'SECRET', { cause }));
    expect(error).toEqual({ name: 'JwtAuthError', code: 'REFRESH_REJECTED' });
  });

  it('keeps of any other error its name, which quotes nothing', () => {
    expect(strippedCause(new SyntaxError('SECRET'))).toEqual({ name: 'SyntaxError' });
    for (const thrown of [null, undefined, 'SECRET', 5]) {
      expect(JSON.stringify(strippedCause(thrown))).toBe('{}');
    }
  });
});

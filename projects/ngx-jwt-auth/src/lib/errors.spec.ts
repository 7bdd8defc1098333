import { JwtAuthError } from './errors';

describe('JwtAuthError', () => {
  it('is an error with a code, a name and a message', () => {
    const error = new JwtAuthError('SESSION_OVER', 'It is over.');
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('JwtAuthError');
    expect([error.code, error.message]).toEqual(['SESSION_OVER', 'It is over.']);
    expect(error.cause).toBeUndefined();
  });

  it('keeps its cause out of what is listed and serialised', () => {
    const cause = { status: 503 };
    const error = new JwtAuthError('REFRESH_UNAVAILABLE', 'Down.', { cause });
    expect(error.cause).toBe(cause);
    expect(Object.keys(error)).not.toContain('cause');
    expect(JSON.stringify(error)).not.toContain('503');
  });
});

import { HttpContext, HttpContextToken } from '@angular/common/http';
import { AUTH_MODE } from '../refresh/auth-mode';
import { optionalJwtAuth } from './optional-jwt-auth';
import { requireJwtAuth } from './require-jwt-auth';
import { skipJwtAuth } from './skip-jwt-auth';

describe('the marks of a request', () => {
  it('are none by default', () => {
    expect(new HttpContext().get(AUTH_MODE)).toBe('default');
  });

  it('optionalJwtAuth() brings its own way to send', () => {
    const context = skipJwtAuth();
    expect(optionalJwtAuth(context)).toBe(context);
    expect(context.get(AUTH_MODE)).toEqual(jasmine.any(Function));
    expect(optionalJwtAuth().get(AUTH_MODE)).toBe(context.get(AUTH_MODE));
  });

  const marks = { skip: skipJwtAuth, require: requireJwtAuth } as const;
  for (const [mode, mark] of Object.entries(marks)) {
    it(`${mark.name}() makes a context`, () => {
      expect(mark().get(AUTH_MODE)).toBe(mode as keyof typeof marks);
    });

    it(`${mark.name}() adds to the given context`, () => {
      const other = new HttpContextToken(() => 0);
      const context = new HttpContext().set(other, 1);
      expect(mark(context)).toBe(context);
      expect(context.get(other)).toBe(1);
      expect(context.get(AUTH_MODE)).toBe(mode as keyof typeof marks);
    });
  }
});

import { HttpContext, HttpContextToken } from '@angular/common/http';
import { AUTH_MODE } from './auth-mode';
import { optionalJwtAuth } from './optional-jwt-auth';
import { requireJwtAuth } from './require-jwt-auth';
import { skipJwtAuth } from './skip-jwt-auth';

describe('the marks of a request', () => {
  const marks = [skipJwtAuth, requireJwtAuth, optionalJwtAuth];

  it('are none by default', () => {
    const context = new HttpContext();
    expect(context.has(AUTH_MODE)).toBeFalse();
    expect(context.get(AUTH_MODE)).toBeNull();
  });

  it('differ, and the last one counts', () => {
    const modes = marks.map((mark) => mark().get(AUTH_MODE));
    expect(new Set(modes).size).toBe(3);
    for (const [index, mark] of marks.entries()) {
      const all = new HttpContext();
      for (const each of [...marks, mark]) each(all);
      expect(all.get(AUTH_MODE)).toBe(modes[index]!);
    }
  });

  for (const mark of marks) {
    it(`${mark.name}() makes a context`, () => {
      expect(mark().has(AUTH_MODE)).toBeTrue();
    });

    it(`${mark.name}() adds to the given context`, () => {
      const other = new HttpContextToken(() => 0);
      const context = new HttpContext().set(other, 1);
      expect(mark(context)).toBe(context);
      expect(context.get(other)).toBe(1);
      expect(context.has(AUTH_MODE)).toBeTrue();
    });
  }
});

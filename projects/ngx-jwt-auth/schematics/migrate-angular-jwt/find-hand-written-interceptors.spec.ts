import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseSource } from '../shared/parse-source.ts';
import { findHandWrittenInterceptors } from './find-hand-written-interceptors.ts';

function linesIn(text: string): readonly number[] {
  const source = parseSource('/auth.interceptor.ts', text);
  return findHandWrittenInterceptors(source).map(
    (node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
  );
}

const CLASS = `import { HttpInterceptor } from '@angular/common/http';

export class AuthInterceptor implements HttpInterceptor {
  private isRefreshing = false;
  private refreshTokenSubject = new BehaviorSubject<string | null>(null);

  intercept(request, next) {
    return next.handle(request).pipe(
      catchError((error) => (error.status === 401 ? this.handle401(request, next) : throwError(() => error))),
    );
  }
}
`;

const FUNCTION = `let isRefreshing = false;
const refreshed = new BehaviorSubject<string | null>(null);

export const authInterceptor: HttpInterceptorFn = (req, next) =>
  next(req).pipe(catchError((error) => error.status === HttpStatusCode.Unauthorized ? refresh(req, next) : throwError(() => error)));
`;

describe('findHandWrittenInterceptors', () => {
  it('finds a class', () => {
    assert.deepEqual(linesIn(CLASS), [3]);
  });

  it('finds a constant function', () => {
    assert.deepEqual(linesIn(FUNCTION), [4]);
  });

  it('finds a declared function', () => {
    const text = FUNCTION.replace(
      'export const authInterceptor: HttpInterceptorFn = (req, next) =>',
      'export function authInterceptor(req: HttpRequest<unknown>, next: HttpHandlerFn) { return',
    );
    assert.deepEqual(linesIn(`${text}}`), [4]);
  });

  for (const [what, word] of [
    ['no 401', '401'],
    ['no catchError', 'catchError'],
    ['no refresh', /refresh/gi],
  ] as const) {
    it(`leaves out one with ${what}`, () => {
      assert.deepEqual(linesIn(CLASS.replaceAll(word, 'x').replace('BehaviorSubject', 'Set')), []);
    });
  }

  it('leaves out one that waits for nothing', () => {
    assert.deepEqual(
      linesIn(CLASS.replace(/isRefreshing/g, 'x').replace(/.*BehaviorSubject.*\n/, '')),
      [],
    );
  });
});

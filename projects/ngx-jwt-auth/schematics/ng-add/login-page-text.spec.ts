import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileFunction } from 'node:vm';
import * as ts from 'typescript';
import { loginPageText } from './login-page-text.ts';

class JwtAuthError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

class HttpErrorResponse {
  readonly status: number;

  constructor(status: number) {
    this.status = status;
  }
}

interface Call {
  readonly accept: () => void;
  readonly refuse: (error: unknown) => void;
}

interface WrittenPage {
  readonly error: () => string;
  readonly isSending: () => boolean;
  readonly signIn: (event: object, username: string, password: string) => Promise<void>;
}

/** The page that `ng add` writes, at work on sign-ins that the test answers. */
class Page {
  readonly calls: Call[] = [];
  readonly visited: string[] = [];
  /** What the address asks for. */
  returnUrl = '/account/7';
  readonly #page: WrittenPage;

  constructor() {
    const auth = {
      signIn: () =>
        new Promise<void>((accept, refuse) => {
          this.calls.push({ accept, refuse });
        }),
    };
    const router = {
      navigateByUrl: (url: string) => {
        this.visited.push(url);
        return Promise.resolve(true);
      },
    };
    const modules: Readonly<Record<string, object>> = {
      '@angular/common/http': { HttpClient: { post: () => null }, HttpErrorResponse },
      '@angular/core': {
        ChangeDetectionStrategy: {},
        Component: () => (type: unknown) => type,
        inject: (token: unknown) => token,
        signal: (value: unknown) =>
          Object.assign(() => value, { set: (next: unknown) => (value = next) }),
      },
      '@angular/router': { Router: router },
      'ngx-jwt-auth': {
        injectReturnUrl: () => () => this.returnUrl,
        JwtAuth: auth,
        JwtAuthError,
        skipJwtAuth: () => null,
      },
    };
    const text = loginPageText(
      { className: 'LoginPage', selector: 'app-login', endpoint: '/login', withCredentials: false },
      { eol: '\n', indent: '  ', quote: "'", semicolon: ';', trailingComma: true },
    );
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: {
        experimentalDecorators: true,
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
      },
    });
    const written = {} as { default: new () => WrittenPage };
    const run = compileFunction(outputText, ['exports', 'require']) as (
      exports: object,
      require: (name: string) => object | undefined,
    ) => void;
    run(written, (name) => modules[name]);
    this.#page = new written.default();
  }

  get error(): string {
    return this.#page.error();
  }

  get isSending(): boolean {
    return this.#page.isSending();
  }

  submit(): void {
    void this.#page.signIn({ preventDefault: () => undefined }, 'ada', 'password');
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

describe('the sign-in page that ng add writes', () => {
  it('N25 goes where the address says at the time of the sign-in', async () => {
    const page = new Page();
    page.submit();
    page.returnUrl = '/account/9';
    page.calls[0]?.accept();
    await settle();
    assert.deepEqual(page.visited, ['/account/9']);
    assert.equal(page.isSending, false);
  });

  it('C20 takes a double click for one', async () => {
    const page = new Page();
    page.submit();
    page.submit();
    assert.equal(page.calls.length, 1);
    assert.equal(page.isSending, true);
    page.calls[0]?.accept();
    await settle();
    assert.deepEqual([page.visited, page.error], [['/account/7'], '']);
  });

  it('C20 says nothing where another sign-in has taken over', async () => {
    const page = new Page();
    page.submit();
    page.calls[0]?.refuse(new JwtAuthError('SESSION_CHANGED'));
    await settle();
    assert.deepEqual([page.visited, page.error, page.isSending], [[], '', false]);
  });

  it('tells a wrong password from what else can go wrong', async () => {
    for (const [error, text] of [
      [new HttpErrorResponse(401), 'The username or the password is wrong.'],
      [new HttpErrorResponse(503), 'Signing in did not work. Please try again later.'],
      [new JwtAuthError('SESSION_OVER'), 'Signing in did not work. Please try again later.'],
    ] as const) {
      const page = new Page();
      page.submit();
      page.calls[0]?.refuse(error);
      await settle();
      assert.equal(page.error, text);
      page.submit();
      assert.deepEqual([page.error, page.calls.length], ['', 2]);
    }
  });
});

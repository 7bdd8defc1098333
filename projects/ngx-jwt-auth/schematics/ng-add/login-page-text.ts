import { inStyle } from '../shared/in-style.ts';
import type { TextStyle } from '../shared/text-style.ts';

/** What differs from app to app. */
export interface LoginPage {
  readonly className: string;
  readonly selector: string;
  readonly endpoint: string;
  /** The reply sets a cookie of another origin. */
  readonly withCredentials: boolean;
}

/** The file of a sign-in page: one component that needs nothing but HttpClient and the router. */
export function loginPageText(page: LoginPage, style: TextStyle): string {
  const options = page.withCredentials
    ? '{ context: skipJwtAuth(), withCredentials: true }'
    : '{ context: skipJwtAuth() }';
  return inStyle(
    `import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import {
  injectReturnUrl,
  JwtAuth,
  JwtAuthError,
  skipJwtAuth,
  type JwtTokenResponse,
} from 'ngx-jwt-auth';

/** Signs in, then goes to the page that was asked for. */
@Component({
  selector: '${page.selector}',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: \`
    <section aria-labelledby="login-heading">
      <h1 id="login-heading">Sign in</h1>
      <form (submit)="signIn($event, username.value, password.value)">
        <p>
          <label for="login-username">Username</label><br />
          <input
            #username
            id="login-username"
            autocapitalize="none"
            autocomplete="username"
            spellcheck="false"
            required
          />
        </p>
        <p>
          <label for="login-password">Password</label><br />
          <input
            #password
            id="login-password"
            type="password"
            autocomplete="current-password"
            required
          />
        </p>
        <!-- Always there: a live region that comes together with its text is not read by all. -->
        <p role="alert">{{ error() }}</p>
        <button type="submit" [disabled]="isSending()">
          {{ isSending() ? 'Signing in…' : 'Sign in' }}
        </button>
      </form>
    </section>
  \`,
})
export default class ${page.className} {
  readonly #auth = inject(JwtAuth);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly #returnUrl = injectReturnUrl();

  protected readonly error = signal('');
  protected readonly isSending = signal(false);

  protected async signIn(event: Event, username: string, password: string): Promise<void> {
    event.preventDefault();
    if (this.isSending()) return; // a double click
    this.error.set('');
    this.isSending.set(true);
    try {
      await this.#auth.signIn(
        this.#http.post<JwtTokenResponse>(
          '${page.endpoint}',
          { username, password },
          ${options},
        ),
      );
      await this.#router.navigateByUrl(this.#returnUrl());
    } catch (error) {
      // A later sign-in has taken over. It shows its own result.
      if (error instanceof JwtAuthError && error.code === 'SESSION_CHANGED') return;
      this.error.set(
        error instanceof HttpErrorResponse && [400, 401, 403].includes(error.status)
          ? 'The username or the password is wrong.'
          : 'Signing in did not work. Please try again later.',
      );
    } finally {
      this.isSending.set(false);
    }
  }
}
`,
    style,
  );
}

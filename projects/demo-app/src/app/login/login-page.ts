import { HttpClient } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatIcon } from '@angular/material/icon';
import { MatInput } from '@angular/material/input';
import { MatProgressSpinner } from '@angular/material/progress-spinner';
import { Router } from '@angular/router';
import {
  injectReturnUrl,
  JwtAuth,
  JwtAuthError,
  skipJwtAuth,
  type JwtTokenResponse,
} from 'ngx-jwt-auth';
import { filter } from 'rxjs';
import { errorMessage } from '../shell/error-message';
import { DEMO_PASSWORD, DEMO_USERS } from './demo-users';
import { PosterWall } from './poster-wall';

@Component({
  selector: 'app-login-page',
  imports: [
    FormField,
    FormRoot,
    MatButton,
    MatError,
    MatFormField,
    MatIcon,
    MatIconButton,
    MatInput,
    MatLabel,
    MatProgressSpinner,
    MatSuffix,
    PosterWall,
  ],
  templateUrl: './login-page.html',
  styleUrl: './login-page.scss',
})
export class LoginPage {
  readonly #auth = inject(JwtAuth);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly #returnUrl = injectReturnUrl();

  protected readonly demoUsers = DEMO_USERS;
  protected readonly demoPassword = DEMO_PASSWORD;
  protected readonly showsPassword = signal(false);
  protected readonly error = signal<string | null>(null);

  readonly #credentials = signal({ username: '', password: '' });
  protected readonly form = form(
    this.#credentials,
    (path) => {
      required(path.username, { message: 'Enter your username.' });
      required(path.password, { message: 'Enter your password.' });
    },
    {
      submission: {
        action: () => this.#signIn(),
        onInvalid: (fields) => fields().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );

  constructor() {
    // Signed in, but in another tab: there is nothing left to do here.
    this.#auth.events
      .pipe(
        filter((event) => event.type === 'signedIn' && event.from === 'elsewhere'),
        takeUntilDestroyed(),
      )
      .subscribe(() => void this.#router.navigateByUrl(this.#returnUrl()));
  }

  protected fillIn(username: string): void {
    this.#credentials.set({ username, password: DEMO_PASSWORD });
    this.error.set(null);
  }

  async #signIn(): Promise<void> {
    this.error.set(null);
    const reply = this.#http.post<JwtTokenResponse>('/api/auth/login', this.#credentials(), {
      context: skipJwtAuth(),
    });
    try {
      await this.#auth.signIn(reply);
    } catch (error) {
      // A later sign-in has taken over. It shows its own result.
      if (error instanceof JwtAuthError && error.code === 'SESSION_CHANGED') return;
      this.error.set(errorMessage(error));
      return;
    }
    await this.#router.navigateByUrl(this.#returnUrl());
  }
}

import { HttpClient } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { injectReturnUrl, JwtAuth, skipJwtAuth, type JwtTokenResponse } from 'ngx-jwt-auth';
import { variant } from '../variant';

/** The password of the mock backend's users is public; who it is comes from the text field. */
@Component({
  selector: 'app-login-page',
  template: `
    <h1>Welcome</h1>
    <label
      >User <input [value]="username()" (input)="username.set($any($event.target).value)"
    /></label>
    <button type="button" (click)="signIn()">Sign in</button>
  `,
})
export class LoginPage {
  readonly #auth = inject(JwtAuth);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly #returnUrl = injectReturnUrl();
  protected readonly username = signal('');

  protected async signIn(): Promise<void> {
    const body = { username: this.username(), password: 'password', cookie: variant === 'cookie' };
    await this.#auth.signIn(
      this.#http.post<JwtTokenResponse>('/api/auth/login', body, { context: skipJwtAuth() }),
    );
    await this.#router.navigateByUrl(this.#returnUrl());
  }
}

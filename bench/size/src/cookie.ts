// The typical app with its refresh token in an HttpOnly cookie, which survives a reload.
import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { Component, inject } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, Router, RouterOutlet } from '@angular/router';
import {
  authGuard,
  JwtAuth,
  jwtAuthInterceptor,
  provideJwtAuth,
  roleGuard,
  withCookieRefresh,
} from 'ngx-jwt-auth';

@Component({ selector: 'app-home', template: '<h1>Home</h1>' })
class Home {}

@Component({ selector: 'app-login', template: '<button (click)="signIn()">Sign in</button>' })
class Login {
  readonly #auth = inject(JwtAuth);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);

  async signIn(): Promise<void> {
    await this.#auth.signIn(this.#http.post('/auth/login', { username: 'ada' }));
    await this.#router.navigateByUrl('/');
  }
}

@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: `@if (auth.isAuthenticated()) {
      <button (click)="signOut()">Sign out</button>
    }
    <router-outlet />`,
})
class App {
  readonly auth = inject(JwtAuth);

  signOut(): void {
    void this.auth.signOut();
  }
}

void bootstrapApplication(App, {
  providers: [
    provideRouter([
      { path: 'login', component: Login },
      { path: 'admin', component: Home, canMatch: [roleGuard('admin')] },
      { path: '', component: Home, canActivate: [authGuard] },
    ]),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    provideJwtAuth({}, withCookieRefresh('https://api.example.com/auth/refresh')),
  ],
});

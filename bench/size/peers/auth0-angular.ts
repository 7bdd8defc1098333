// @auth0/auth0-angular as it documents itself: refresh tokens, its interceptor and its guard.
import { AsyncPipe } from '@angular/common';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { Component, inject } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, RouterOutlet } from '@angular/router';
import {
  authGuardFn,
  authHttpInterceptorFn,
  AuthService,
  provideAuth0,
} from '@auth0/auth0-angular';

@Component({ selector: 'app-home', template: '<h1>Home</h1>' })
class Home {}

@Component({ selector: 'app-login', template: '<button (click)="signIn()">Sign in</button>' })
class Login {
  readonly #auth = inject(AuthService);

  signIn(): void {
    this.#auth.loginWithRedirect().subscribe();
  }
}

@Component({
  selector: 'app-root',
  imports: [AsyncPipe, RouterOutlet],
  template: `@if (auth.isAuthenticated$ | async) {
      <button (click)="signOut()">Sign out</button>
    }
    <router-outlet />`,
})
class App {
  readonly auth = inject(AuthService);

  signOut(): void {
    this.auth.logout().subscribe();
  }
}

void bootstrapApplication(App, {
  providers: [
    provideRouter([
      { path: 'login', component: Login },
      { path: '', component: Home, canActivate: [authGuardFn] },
    ]),
    provideHttpClient(withInterceptors([authHttpInterceptorFn])),
    provideAuth0({
      domain: 'id.example.com',
      clientId: 'app',
      authorizationParams: { redirect_uri: location.origin },
      useRefreshTokens: true,
      cacheLocation: 'localstorage',
      httpInterceptor: { allowedList: ['https://api.example.com/*'] },
    }),
  ],
});

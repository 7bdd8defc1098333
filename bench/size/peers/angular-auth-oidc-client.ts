// angular-auth-oidc-client as it documents itself: code flow, silent renew with a refresh token, its
// interceptor and its guard.
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { Component, inject } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, RouterOutlet } from '@angular/router';
import {
  authInterceptor,
  autoLoginPartialRoutesGuard,
  OidcSecurityService,
  provideAuth,
  withAppInitializerAuthCheck,
} from 'angular-auth-oidc-client';

@Component({ selector: 'app-home', template: '<h1>Home</h1>' })
class Home {}

@Component({ selector: 'app-login', template: '<button (click)="signIn()">Sign in</button>' })
class Login {
  readonly #oidc = inject(OidcSecurityService);

  signIn(): void {
    this.#oidc.authorize();
  }
}

@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: `@if (oidc.authenticated().isAuthenticated) {
      <button (click)="signOut()">Sign out</button>
    }
    <router-outlet />`,
})
class App {
  readonly oidc = inject(OidcSecurityService);

  signOut(): void {
    this.oidc.logoff().subscribe();
  }
}

void bootstrapApplication(App, {
  providers: [
    provideRouter([
      { path: 'login', component: Login },
      { path: '', component: Home, canActivate: [autoLoginPartialRoutesGuard] },
    ]),
    provideHttpClient(withInterceptors([authInterceptor()])),
    provideAuth(
      {
        config: {
          authority: 'https://id.example.com',
          redirectUrl: location.origin,
          clientId: 'app',
          scope: 'openid profile offline_access',
          responseType: 'code',
          silentRenew: true,
          useRefreshToken: true,
          secureRoutes: ['https://api.example.com'],
        },
      },
      withAppInitializerAuthCheck(),
    ),
  ],
});

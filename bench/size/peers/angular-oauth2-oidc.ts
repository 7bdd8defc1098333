// angular-oauth2-oidc as it documents itself: code flow, automatic refresh, its interceptor. It has no guard of
// its own; the one here asks it.
import { provideHttpClient, withInterceptorsFromDi } from '@angular/common/http';
import { Component, inject, provideAppInitializer } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, Router, RouterOutlet, type CanActivateFn } from '@angular/router';
import { OAuthService, OAuthStorage, provideOAuthClient } from 'angular-oauth2-oidc';

@Component({ selector: 'app-home', template: '<h1>Home</h1>' })
class Home {}

@Component({ selector: 'app-login', template: '<button (click)="signIn()">Sign in</button>' })
class Login {
  readonly #oauth = inject(OAuthService);

  signIn(): void {
    this.#oauth.initCodeFlow();
  }
}

@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: `@if (oauth.hasValidAccessToken()) {
      <button (click)="oauth.logOut()">Sign out</button>
    }
    <router-outlet />`,
})
class App {
  readonly oauth = inject(OAuthService);
}

const appGuard: CanActivateFn = () =>
  inject(OAuthService).hasValidAccessToken() || inject(Router).parseUrl('/login');

void bootstrapApplication(App, {
  providers: [
    provideRouter([
      { path: 'login', component: Login },
      { path: '', component: Home, canActivate: [appGuard] },
    ]),
    provideHttpClient(withInterceptorsFromDi()),
    provideOAuthClient({
      resourceServer: { allowedUrls: ['https://api.example.com'], sendAccessToken: true },
    }),
    { provide: OAuthStorage, useFactory: () => localStorage },
    provideAppInitializer(async () => {
      const oauth = inject(OAuthService);
      oauth.configure({
        issuer: 'https://id.example.com',
        redirectUri: location.origin,
        clientId: 'app',
        responseType: 'code',
        scope: 'openid profile offline_access',
      });
      oauth.setupAutomaticSilentRefresh();
      await oauth.loadDiscoveryDocumentAndTryLogin();
    }),
  ],
});

// keycloak-angular as it documents itself: check-sso, its automatic refresh, its interceptor and its guard, with
// the keycloak-js that it needs.
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { Component, inject } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, Router, RouterOutlet, type CanActivateFn } from '@angular/router';
import {
  AutoRefreshTokenService,
  createAuthGuard,
  createInterceptorCondition,
  INCLUDE_BEARER_TOKEN_INTERCEPTOR_CONFIG,
  includeBearerTokenInterceptor,
  type IncludeBearerTokenCondition,
  provideKeycloak,
  UserActivityService,
  withAutoRefreshToken,
} from 'keycloak-angular';
import Keycloak from 'keycloak-js';

@Component({ selector: 'app-home', template: '<h1>Home</h1>' })
class Home {}

@Component({ selector: 'app-login', template: '<button (click)="signIn()">Sign in</button>' })
class Login {
  readonly #keycloak = inject(Keycloak);

  signIn(): void {
    void this.#keycloak.login();
  }
}

@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: `@if (keycloak.authenticated) {
      <button (click)="signOut()">Sign out</button>
    }
    <router-outlet />`,
})
class App {
  readonly keycloak = inject(Keycloak);

  signOut(): void {
    void this.keycloak.logout();
  }
}

const appGuard = createAuthGuard<CanActivateFn>((_route, _state, { authenticated }) =>
  Promise.resolve(authenticated || inject(Router).parseUrl('/login')),
);

void bootstrapApplication(App, {
  providers: [
    provideRouter([
      { path: 'login', component: Login },
      { path: '', component: Home, canActivate: [appGuard] },
    ]),
    provideKeycloak({
      config: { url: 'https://id.example.com', realm: 'app', clientId: 'app' },
      initOptions: { onLoad: 'check-sso' },
      features: [withAutoRefreshToken()],
      providers: [AutoRefreshTokenService, UserActivityService],
    }),
    {
      provide: INCLUDE_BEARER_TOKEN_INTERCEPTOR_CONFIG,
      useValue: [
        createInterceptorCondition<IncludeBearerTokenCondition>({
          urlPattern: /^https:\/\/api\.example\.com\//,
        }),
      ],
    },
    provideHttpClient(withInterceptors([includeBearerTokenInterceptor])),
  ],
});

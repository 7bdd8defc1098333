// Every export of the main entry point; tools/size.mjs fails when one is missing here.
import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { Component, inject } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, Router, RouterOutlet } from '@angular/router';
import {
  asyncTokenStore,
  customTokenStore,
  authGuard,
  claimsGuard,
  decodeJwt,
  decodeJwtHeader,
  guestGuard,
  injectReturnUrl,
  isJwtExpired,
  JwtAuth,
  JwtAuthError,
  jwtAuthInterceptor,
  jwtExpiration,
  JwtHasRole,
  keepJwtAuth,
  localStorageTokenStore,
  memoryTokenStore,
  optionalJwtAuth,
  provideJwtAuth,
  requireJwtAuth,
  roleGuard,
  sessionStorageTokenStore,
  skipJwtAuth,
  withBackgroundRefresh,
  withCookieRefresh,
  withTokenRefresh,
  withTokenRevocation,
  withTokenStore,
} from 'ngx-jwt-auth';

@Component({
  selector: 'app-home',
  imports: [JwtHasRole],
  template: `<h1 *jwtHasRole="'admin'; else guest">Admin</h1>
    <ng-template #guest>Home</ng-template>`,
})
class Home {}

@Component({ selector: 'app-login', template: '<button (click)="signIn()">Sign in</button>' })
class Login {
  readonly #auth = inject(JwtAuth);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly #returnUrl = injectReturnUrl();

  async signIn(): Promise<void> {
    const context = skipJwtAuth(optionalJwtAuth(requireJwtAuth(keepJwtAuth())));
    try {
      await this.#auth.signIn(this.#http.post('/auth/login', { username: 'ada' }, { context }));
      const token = await this.#auth.getAccessToken();
      document.title = JSON.stringify([
        decodeJwt(token),
        decodeJwtHeader(token),
        jwtExpiration(token),
        isJwtExpired(token),
      ]);
      await this.#router.navigateByUrl(this.#returnUrl());
    } catch (error) {
      if (error instanceof JwtAuthError) document.title = error.code;
    }
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

const withRefresh = location.hash ? withCookieRefresh : withTokenRefresh;
const slow = asyncTokenStore({
  load: () => Promise.resolve(null),
  save: () => Promise.resolve(),
  clear: () => Promise.resolve(),
});
const own = customTokenStore({ load: () => null, save: () => undefined, clear: () => undefined });
const stores = [
  localStorageTokenStore(),
  sessionStorageTokenStore(),
  memoryTokenStore(),
  slow,
  own,
];

void bootstrapApplication(App, {
  providers: [
    provideRouter([
      { path: 'login', component: Login, canActivate: [guestGuard] },
      { path: 'admin', component: Home, canMatch: [roleGuard('admin')] },
      { path: 'me', component: Home, canMatch: [claimsGuard(({ sub }) => sub === 'ada')] },
      { path: '', component: Home, canActivate: [authGuard] },
    ]),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    provideJwtAuth(
      {},
      withTokenStore(stores[location.hash.length] ?? memoryTokenStore()),
      withRefresh('https://api.example.com/auth/refresh'),
      withTokenRevocation('https://api.example.com/auth/logout'),
      withBackgroundRefresh(),
    ),
  ],
});

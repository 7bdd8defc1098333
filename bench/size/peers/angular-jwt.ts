// @auth0/angular-jwt as it documents itself: the module, its interceptor, and the helper in a guard. It has
// no sign-in, no refresh and no guard of its own.
import { HttpClient, provideHttpClient, withInterceptorsFromDi } from '@angular/common/http';
import { Component, importProvidersFrom, inject, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, Router, RouterOutlet, type CanActivateFn } from '@angular/router';
import { JwtHelperService, JwtModule } from '@auth0/angular-jwt';

const KEY = 'access_token';

@Component({ selector: 'app-home', template: '<h1>Home</h1>' })
class Home {}

@Component({ selector: 'app-login', template: '<button (click)="signIn()">Sign in</button>' })
class Login {
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);

  signIn(): void {
    this.#http
      .post<{ accessToken: string }>('/auth/login', { username: 'ada' })
      .subscribe(({ accessToken }) => {
        localStorage.setItem(KEY, accessToken);
        void this.#router.navigateByUrl('/');
      });
  }
}

@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: `@if (isSignedIn()) {
      <button (click)="signOut()">Sign out</button>
    }
    <router-outlet />`,
})
class App {
  readonly isSignedIn = signal(!inject(JwtHelperService).isTokenExpired());

  signOut(): void {
    localStorage.removeItem(KEY);
    this.isSignedIn.set(false);
  }
}

const appGuard: CanActivateFn = () =>
  !inject(JwtHelperService).isTokenExpired() || inject(Router).parseUrl('/login');

void bootstrapApplication(App, {
  providers: [
    provideRouter([
      { path: 'login', component: Login },
      { path: '', component: Home, canActivate: [appGuard] },
    ]),
    importProvidersFrom(
      JwtModule.forRoot({
        config: {
          tokenGetter: () => localStorage.getItem(KEY),
          allowedDomains: ['api.example.com'],
        },
      }),
    ),
    provideHttpClient(withInterceptorsFromDi()),
  ],
});

// The baseline with what teams write by hand: bench/variants has the interceptor and says where it comes from.
// With the guard that goes with it in the same tutorials.
import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, Router, RouterOutlet, type CanActivateFn } from '@angular/router';
import { HandAuth } from '../../variants/src/variants/hand/hand-auth';
import { handInterceptor } from '../../variants/src/variants/hand/hand-interceptor';

@Component({ selector: 'app-home', template: '<h1>Home</h1>' })
class Home {}

@Component({ selector: 'app-login', template: '<button (click)="signIn()">Sign in</button>' })
class Login {
  readonly #auth = inject(HandAuth);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);

  signIn(): void {
    this.#http
      .post<{ accessToken: string; refreshToken: string }>('/auth/login', { username: 'ada' })
      .subscribe((tokens) => {
        this.#auth.saveTokens(tokens);
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
  readonly #auth = inject(HandAuth);
  readonly isSignedIn = signal(this.#auth.getAccessToken() !== null);

  signOut(): void {
    this.#auth.logout();
    this.isSignedIn.set(false);
  }
}

const appGuard: CanActivateFn = () =>
  inject(HandAuth).getAccessToken() !== null || inject(Router).parseUrl('/login');

void bootstrapApplication(App, {
  providers: [
    provideRouter([
      { path: 'login', component: Login },
      { path: '', component: Home, canActivate: [appGuard] },
    ]),
    provideHttpClient(withInterceptors([handInterceptor])),
  ],
});

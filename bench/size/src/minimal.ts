// The baseline with the least of the library: tokens in memory, no refresh, no guards.
import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, Router, RouterOutlet, type CanActivateFn } from '@angular/router';
import { jwtAuthInterceptor, provideJwtAuth } from 'ngx-jwt-auth';

@Component({ selector: 'app-home', template: '<h1>Home</h1>' })
class Home {}

@Component({ selector: 'app-login', template: '<button (click)="signIn()">Sign in</button>' })
class Login {
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);

  signIn(): void {
    this.#http.post('/auth/login', { username: 'ada' }).subscribe(() => {
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
  readonly isSignedIn = signal(true);

  signOut(): void {
    this.isSignedIn.set(false);
  }
}

const appGuard: CanActivateFn = () => inject(Router).parseUrl('/login');

void bootstrapApplication(App, {
  providers: [
    provideRouter([
      { path: 'login', component: Login },
      { path: '', component: Home, canActivate: [appGuard] },
    ]),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    provideJwtAuth(),
  ],
});

// The app without auth: what every other variant is compared with. It uses HttpClient, an
// interceptor and the router, so that none of Angular's own code counts as the library's.
import {
  HttpClient,
  provideHttpClient,
  withInterceptors,
  type HttpInterceptorFn,
} from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, Router, RouterOutlet, type CanActivateFn } from '@angular/router';

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

const appInterceptor: HttpInterceptorFn = (request, next) =>
  next(request.clone({ setHeaders: { 'X-App': 'size' } }));

const appGuard: CanActivateFn = () => inject(Router).parseUrl('/login');

void bootstrapApplication(App, {
  providers: [
    provideRouter([
      { path: 'login', component: Login },
      { path: '', component: Home, canActivate: [appGuard] },
    ]),
    provideHttpClient(withInterceptors([appInterceptor])),
  ],
});

import { Component, inject } from '@angular/core';
import { RouterLink, RouterOutlet } from '@angular/router';
import { JwtAuth, JwtHasRole } from 'ngx-jwt-auth';

@Component({
  selector: 'app-root',
  imports: [JwtHasRole, RouterLink, RouterOutlet],
  template: `
    <header>
      <a routerLink="/">SSR app</a>
      @switch (auth.status()) {
        @case ('unknown') {
          <span data-testid="session">one moment</span>
        }
        @case ('anonymous') {
          <a data-testid="session" routerLink="/login">Sign in</a>
        }
        @case ('authenticated') {
          <span data-testid="session">{{ auth.claims()?.name }}</span>
        }
      }
      <a *jwtHasRole="'admin'" routerLink="/admin">Users</a>
    </header>
    <main><router-outlet /></main>
  `,
})
export class App {
  protected readonly auth = inject(JwtAuth);
}

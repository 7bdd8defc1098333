import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { isActive, Router, RouterLink, RouterLinkActive } from '@angular/router';
import { JwtAuth, JwtHasRole } from 'ngx-jwt-auth';
import { InspectorToggle } from '../inspector/inspector-toggle';
import { UserMenu } from './user-menu';

@Component({
  selector: 'app-top-bar',
  imports: [
    InspectorToggle,
    JwtHasRole,
    MatButton,
    MatIcon,
    RouterLink,
    RouterLinkActive,
    UserMenu,
  ],
  templateUrl: './top-bar.html',
  styleUrl: './top-bar.scss',
})
export class TopBar {
  protected readonly auth = inject(JwtAuth);
  readonly #router = inject(Router);
  readonly #isLoginPage = isActive('/login', this.#router, {
    paths: 'exact',
    queryParams: 'ignored',
    fragment: 'ignored',
    matrixParams: 'ignored',
  });
  // Not before the first page is there: it may be the login page, and what was offered would go again.
  protected readonly offersSignIn = computed(
    () =>
      this.auth.status() === 'anonymous' &&
      this.#router.lastSuccessfulNavigation() !== null &&
      !this.#isLoginPage(),
  );
}

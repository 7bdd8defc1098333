import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { JwtAuth } from 'ngx-jwt-auth';
import { initialsOf } from './initials-of';

@Component({
  selector: 'app-user-menu',
  imports: [MatButton, MatIcon, RouterLink],
  templateUrl: './user-menu.html',
  styleUrl: './user-menu.scss',
})
export class UserMenu {
  readonly #auth = inject(JwtAuth);
  readonly #router = inject(Router);

  protected readonly name = computed(() => this.#auth.claims()?.name ?? 'Signed in');
  protected readonly initials = computed(() => initialsOf(this.name()));
  protected readonly roles = computed(() => this.#auth.roles().join(', '));

  protected async signOut(): Promise<void> {
    await this.#auth.signOut();
    await this.#router.navigateByUrl('/login');
  }
}

import { DatePipe } from '@angular/common';
import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatProgressBar } from '@angular/material/progress-bar';
import { JwtAuth, type JwtRole } from 'ngx-jwt-auth';
import { errorMessage } from '../shell/error-message';
import { initialsOf } from '../shell/initials-of';

interface UserSummary {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly JwtRole[];
  readonly lastSignInAt: string | null;
  readonly activeSessions: number;
}

@Component({
  selector: 'app-users-page',
  imports: [DatePipe, MatButton, MatIcon, MatProgressBar],
  host: { class: 'app-page' },
  templateUrl: './users-page.html',
  styleUrl: './users-page.scss',
})
export class UsersPage {
  readonly #auth = inject(JwtAuth);

  protected readonly initialsOf = initialsOf;
  protected readonly users = httpResource<readonly UserSummary[]>(() =>
    this.#auth.sessionKey() === null ? undefined : '/api/admin/users',
  );
  protected readonly problem = computed(() => {
    const error = this.users.error();
    return error === undefined ? null : errorMessage(error);
  });
}

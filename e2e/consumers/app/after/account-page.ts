import { HttpClient, type HttpErrorResponse } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { JwtAuth, JwtHasRole } from 'ngx-jwt-auth';

@Component({
  selector: 'app-account-page',
  imports: [JwtHasRole],
  template: `
    <h1>Your account</h1>
    <p>
      Signed in as <strong>{{ auth.claims()?.sub }}</strong> until
      <time [attr.datetime]="until()">then</time>
    </p>
    <p *jwtHasRole="'admin'">You may delete everything.</p>
    <button (click)="load()">Load</button>
    <button (click)="signOut()">Sign out</button>
    <output>{{ answers().join() }}</output>
  `,
})
export class AccountPage {
  readonly auth = inject(JwtAuth);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly answers = signal<readonly string[]>([]);
  readonly until = computed(() => this.auth.expiresAt()?.toISOString() ?? '');

  load(): void {
    const note = (answer: string) => this.answers.update((answers) => [...answers, answer]);
    this.#http.get<{ name: string }>('/api/me').subscribe({
      next: ({ name }) => note(name),
      error: (error: HttpErrorResponse) => note(error.message),
    });
  }

  async signOut(): Promise<void> {
    await this.auth.signOut();
    await this.#router.navigateByUrl('/');
  }
}

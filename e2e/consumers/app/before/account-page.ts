import { HttpClient } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';

@Component({
  selector: 'app-account-page',
  template: `
    <h1>Your account</h1>
    <button (click)="load()">Load</button>
    <output>{{ answers().join() }}</output>
  `,
})
export class AccountPage {
  readonly #http = inject(HttpClient);
  readonly answers = signal<readonly string[]>([]);

  load(): void {
    this.#http.get<{ name: string }>('/api/me').subscribe(({ name }) => {
      this.answers.update((answers) => [...answers, name]);
    });
  }
}

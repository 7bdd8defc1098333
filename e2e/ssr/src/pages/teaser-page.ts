import { HttpClient } from '@angular/common/http';
import { Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { skipJwtAuth } from 'ngx-jwt-auth';

/** Asks for the same URL as nobody, whose answer is transferred, and as the user. */
@Component({
  selector: 'app-teaser-page',
  template: `
    <h1>Teaser</h1>
    <p data-testid="public">Hello, {{ teaser()?.name }}</p>
    <p data-testid="own">Hello, {{ own()?.name }}</p>
  `,
})
export class TeaserPage {
  readonly #http = inject(HttpClient);
  protected readonly teaser = toSignal(
    this.#http.get<{ name: string }>('/api/greeting', { context: skipJwtAuth() }),
  );
  protected readonly own = toSignal(this.#http.get<{ name: string }>('/api/greeting'));
}

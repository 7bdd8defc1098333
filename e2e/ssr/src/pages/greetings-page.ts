import { HttpClient, httpResource } from '@angular/common/http';
import { Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { API_ORIGIN } from '../api-origin';

/** Asks in both ways: an httpResource looks for a transferred answer before any interceptor runs. */
@Component({
  selector: 'app-greetings-page',
  template: `
    <h1>Greetings</h1>
    @if (resource.hasValue()) {
      <p data-testid="resource">Hello, {{ resource.value().name }}</p>
    }
    <p data-testid="client">Hello, {{ answer()?.name }}</p>
  `,
})
export class GreetingsPage {
  readonly #url = `${inject(API_ORIGIN)}/api/greeting`;
  protected readonly resource = httpResource<{ name: string }>(() => this.#url);
  protected readonly answer = toSignal(inject(HttpClient).get<{ name: string }>(this.#url));
}

import { httpResource } from '@angular/common/http';
import { Component } from '@angular/core';

/** Public; what it asks the API for depends on who asks. */
@Component({
  selector: 'app-home-page',
  template: `
    <h1>Home</h1>
    @if (greeting.hasValue()) {
      <p data-testid="greeting">Hello, {{ greeting.value().name }}</p>
    }
  `,
})
export class HomePage {
  protected readonly greeting = httpResource<{ name: string }>(() => '/api/greeting');
}

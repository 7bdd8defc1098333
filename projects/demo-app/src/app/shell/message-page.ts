import { Component, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';

/** A page that says one thing; what to do next is its content. */
@Component({
  selector: 'app-message-page',
  imports: [MatIcon],
  host: { class: 'app-page' },
  template: `
    <div class="badge"><mat-icon [svgIcon]="icon()" /></div>
    <h1>{{ heading() }}</h1>
    <p class="app-muted">{{ text() }}</p>
    <div class="actions"><ng-content /></div>
  `,
  styleUrl: './message-page.scss',
})
export class MessagePage {
  readonly icon = input.required<string>();
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
}

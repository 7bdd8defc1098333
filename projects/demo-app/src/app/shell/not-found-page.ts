import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { MessagePage } from './message-page';

@Component({
  selector: 'app-not-found-page',
  imports: [MatButton, MessagePage, RouterLink],
  host: { style: 'display: contents' },
  template: `
    <app-message-page
      icon="film"
      heading="This scene was cut"
      text="There is no page at this address, or it is not one that your role can see."
    >
      <a matButton="filled" routerLink="/movies">Back to the movies</a>
    </app-message-page>
  `,
})
export class NotFoundPage {}

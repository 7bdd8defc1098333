import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { MessagePage } from './message-page';

@Component({
  selector: 'app-forbidden-page',
  imports: [MatButton, MessagePage, RouterLink],
  host: { style: 'display: contents' },
  template: `
    <app-message-page
      icon="lock"
      heading="This page is not for you"
      text="Your role does not open this door. An administrator can give you another one."
    >
      <a matButton="filled" routerLink="/movies">Back to the movies</a>
      <a matButton="outlined" routerLink="/account">See your roles</a>
    </app-message-page>
  `,
})
export class ForbiddenPage {}

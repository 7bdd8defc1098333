import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

@Component({
  selector: 'app-home-page',
  imports: [RouterLink],
  template: `
    <h1>Welcome</h1>
    <a routerLink="/account">Account</a>
  `,
})
export class HomePage {}

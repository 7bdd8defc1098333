import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { JwtAuth } from 'ngx-jwt-auth';

@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: `
    <output>{{ auth.claims()?.sub ?? auth.status() }}</output>
    <router-outlet />
  `,
})
export class App {
  protected readonly auth = inject(JwtAuth);
}

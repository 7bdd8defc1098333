import { Component } from '@angular/core';
import { AuthService } from './auth.service';

@Component({
  selector: 'app-root',
  template: '<p>{{ name() }}</p>',
  standalone: false,
})
export class AppComponent {
  constructor(private readonly auth: AuthService) {}

  name(): string {
    return this.auth.name() ?? 'nobody';
  }
}

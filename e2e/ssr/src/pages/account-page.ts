import { httpResource } from '@angular/common/http';
import { Component } from '@angular/core';

@Component({
  selector: 'app-account-page',
  template: `
    <h1>Your account</h1>
    @if (me.hasValue()) {
      <p data-testid="me">{{ me.value().username }}</p>
    }
  `,
})
export class AccountPage {
  protected readonly me = httpResource<{ username: string }>(() => '/api/me');
}

import { httpResource } from '@angular/common/http';
import { Component } from '@angular/core';

@Component({
  selector: 'app-admin-page',
  template: `
    <h1>Users</h1>
    @if (users.hasValue()) {
      <ul>
        @for (user of users.value(); track user.username) {
          <li>{{ user.name }}</li>
        }
      </ul>
    }
  `,
})
export class AdminPage {
  protected readonly users = httpResource<{ username: string; name: string }[]>(
    () => '/api/admin/users',
  );
}
